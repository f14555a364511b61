"""Exact rules of each plan format that check_plan.py knows, one file a format."""
