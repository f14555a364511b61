// Loaded after the first paint; until then the system's Korean font shows.
import 'pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css';
