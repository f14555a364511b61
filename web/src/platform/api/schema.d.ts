// Written by scripts/api_types.mjs from the OpenAPI document; do not edit.
export interface paths {
    "/api/v1/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pays a benefit to a participant from the benefit fund */
        post: operations["grant_benefit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Point cards of a person */
        get: operations["list_cards"];
        put?: never;
        /** Issues a point card; older ones of the person are blocked */
        post: operations["issue_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Blocks a lost card */
        post: operations["block_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cards/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets a new PIN and unlocks the card */
        put: operations["set_card_pin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for care for oneself, or for somebody else as helper. */
        post: operations["create_care_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/capacities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much room the centres have in the next seven days. */
        get: operations["list_care_capacities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/day-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes workers, cars and times for a centre's day. */
        post: operations["create_care_day_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/day-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A proposal with a sentence for every visit. */
        get: operations["get_care_day_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/day-plans/{id}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carries a proposal out; refused when a visit was changed meanwhile. */
        post: operations["apply_care_day_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the centre's clients may have, and what is left of it. */
        get: operations["list_care_entitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/my-care": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own care: requests, what is left, next and past visits. */
        get: operations["get_my_care"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/my-visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own visits of a day, and the month so far. */
        get: operations["list_my_visits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes visits from an entitlement by a weekly pattern. */
        post: operations["create_care_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Referrals of the caller's organisations, newest first. */
        get: operations["list_care_referrals"];
        put?: never;
        /** Refers somebody for care: hospital form, desk form, centre form. */
        post: operations["create_care_referral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One referral with its history and what it gave. */
        get: operations["get_care_referral"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appeals against a refusal within 90 days. */
        post: operations["appeal_care_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records the need, item by item. */
        post: operations["record_care_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/client-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the client unmasked; the look is logged with its reason. */
        post: operations["view_referral_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the care; open visits are cancelled. */
        post: operations["close_care_referral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records the client's consents by purpose. */
        post: operations["record_care_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what the care meeting decided; an approval creates the quota. */
        post: operations["record_care_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/referrals/{id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws the request; open visits are cancelled. */
        post: operations["withdraw_care_referral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services with prices and co-pay in a district on a day. */
        get: operations["list_care_services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A centre's day: visits, workers and cars. */
        get: operations["list_care_visits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One visit with its checklist and what the caller may do next. */
        get: operations["get_care_visit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/absence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that the visit did not take place. */
        post: operations["miss_care_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives the visit to a worker, or takes it back. */
        put: operations["assign_care_visit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/assignment-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that speaks against giving the visit to a worker. */
        get: operations["check_care_assignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels the visit for a reason. */
        post: operations["cancel_care_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The visit begins; of a position only the distance to the home is kept. */
        post: operations["check_in_care_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/client-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the worker whom they visit; the look is logged with its reason. */
        post: operations["view_visit_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The visit ends: it is billed, posted to the ledger and announced. */
        post: operations["complete_care_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The worker has seen and accepted the visit. */
        post: operations["confirm_care_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/care/visits/{id}/departure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The worker is on the way. */
        post: operations["depart_to_care_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/districts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The districts of the region with their office coordinates */
        get: operations["list_districts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/figures/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One figure with its months and the entries that it sums */
        get: operations["get_figure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/loop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The loop in figures of the last 12 months, from the ledger */
        get: operations["get_loop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own data */
        get: operations["get_myself"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at the caller's data */
        get: operations["list_my_accesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's point cards */
        get: operations["list_my_cards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/cards/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Blocks the caller's own lost card */
        post: operations["block_my_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's consents, newest first */
        get: operations["list_my_consents"];
        put?: never;
        /** Gives or withdraws a consent */
        post: operations["change_my_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's wallet: lots with expiry, movements of the year */
        get: operations["get_my_points"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's team, attendance, pay and points */
        get: operations["get_my_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations of a kind, by name */
        get: operations["list_organisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pay-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pay runs, newest month first */
        get: operations["list_pay_runs"];
        put?: never;
        /** Computes a month's pay of a centre as a draft */
        post: operations["draft_pay_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pay-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A pay run with its lines */
        get: operations["get_pay_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pay-runs/{id}/posting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts a draft to the ledger */
        post: operations["post_pay_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/person-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports persons from a CSV file */
        post: operations["import_persons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons by part of the name, its initial consonants, or phone digits */
        get: operations["search_persons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person, masked */
        get: operations["get_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at a person's data */
        get: operations["list_accesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{id}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One person unmasked; needs a reason, which is logged */
        post: operations["unmask_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/point-run-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a run of a programme year would turn out today */
        get: operations["preview_point_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/point-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Point runs, newest first */
        get: operations["list_point_runs"];
        put?: never;
        /** Decides who gets points this year, and grants them */
        post: operations["grant_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/point-runs/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was granted points and who was not, with the reason */
        get: operations["list_point_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes name, price or whether a product is sold */
        put: operations["update_product"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/stock-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds units to the shelf, or writes them off */
        post: operations["enter_stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rings up a sale against a point card */
        post: operations["sell"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The receipt of a sale */
        get: operations["get_receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives points of a sale back to the lots they came from */
        post: operations["refund_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, with which roles, until when. */
        get: operations["get_session"];
        put?: never;
        post?: never;
        /** Ends the session. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Keeps the session open; says until when. */
        patch: operations["extend_session"];
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the caller's password and ends the caller's other sessions. */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with login and password; sets the session cookie. */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Monthly settlements, newest first */
        get: operations["list_settlements"];
        put?: never;
        /** Drafts a month for every shop with unsettled sales */
        post: operations["draft_settlements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settlements/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts a confirmed settlement to the ledger */
        post: operations["approve_settlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settlements/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The shop agrees to its settlement */
        post: operations["confirm_settlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shops of Olive Market */
        get: operations["list_shops"];
        put?: never;
        /** Opens a shop of Olive Market */
        post: operations["create_shop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One shop */
        get: operations["get_shop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shops/{id}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a shop sells, with its stock */
        get: operations["list_products"];
        put?: never;
        /** Adds a product or service to a shop */
        post: operations["create_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shops/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A shop's sales of a period */
        get: operations["get_shop_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team-members/{id}/departure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a placement with its last day */
        post: operations["end_team_membership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Teams that the caller may see */
        get: operations["list_teams"];
        put?: never;
        /** Founds a team of a centre */
        post: operations["create_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One team */
        get: operations["get_team"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A month of the team's attendance */
        get: operations["list_attendance"];
        /** Sets one person's day by hand */
        put: operations["set_attendance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works in the team today, names masked */
        get: operations["list_team_members"];
        put?: never;
        /** Places a person in the team */
        post: operations["add_team_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Access: {
            action: string;
            actor_id: string;
            /** Format: date-time */
            at: string;
            place: string;
            reason: string;
            subject_id: string;
        };
        AccessList: {
            items: components["schemas"]["Access"][];
        };
        ApplicationForm: {
            client?: components["schemas"]["ClientForm"] | null;
            proxy_relation?: string | null;
            request: components["schemas"]["CareRequest"];
        };
        AssessmentInput: {
            items: components["schemas"]["ItemScore"][];
            note?: string | null;
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        AssessmentItem: "moving" | "eating" | "hygiene" | "housework" | "going_out" | "medication" | "loneliness";
        AssignmentCheck: {
            faults: components["schemas"]["VisitRefusal"][];
            is_possible: boolean;
        };
        AssignmentInput: {
            /** Format: int32 */
            start_min?: number | null;
            vehicle_id?: string | null;
            /** Format: int64 */
            version: number;
            worker_id?: string | null;
        };
        AttendanceDay: {
            kind: components["schemas"]["AttendanceKind"];
            /** Format: int64 */
            minutes: number;
            person_id: string;
            team_id: string;
            /** Format: date */
            worked_on: string;
        };
        AttendanceForm: {
            kind: components["schemas"]["AttendanceKind"];
            /** Format: int64 */
            minutes: number;
            person_id: string;
            /** Format: date */
            worked_on: string;
        };
        /** @enum {string} */
        AttendanceKind: "work" | "leave" | "absent";
        AttendanceList: {
            items: components["schemas"]["AttendanceDay"][];
        };
        BandPrice: {
            copay: components["schemas"]["Tariff"];
            income_band: components["schemas"]["IncomeBand"];
            /** Format: int64 */
            usual_copay_won: number;
        };
        BenefitForm: {
            /** Format: int64 */
            amount_won: number;
            person_id: string;
            purpose: string;
        };
        BenefitReceipt: {
            /** Format: int64 */
            amount_won: number;
            id: string;
        };
        BoardWorker: {
            /** Format: int32 */
            booked_min: number;
            certificates: components["schemas"]["Certificate"][];
            /** Format: int32 */
            from_min: number;
            name: string;
            /** Format: int32 */
            to_min: number;
            worker_id: string;
        };
        CancellationInput: {
            reason: components["schemas"]["CancelReason"];
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        CancelReason: "client_ill" | "client_in_hospital" | "client_wish" | "client_absent" | "worker_ill" | "no_worker" | "weather" | "care_ended";
        Card: {
            id: string;
            /** Format: date-time */
            issued_at: string;
            number: string;
            person_id: string;
            state: components["schemas"]["CardState"];
            /** Format: int64 */
            wrong_pins: number;
        };
        CardForm: {
            person_id: string;
            pin: string;
        };
        CardList: {
            items: components["schemas"]["Card"][];
        };
        /** @enum {string} */
        CardState: "active" | "blocked";
        /** @enum {string} */
        CarePurpose: "outpatient" | "dialysis" | "tests" | "rehabilitation" | "chemotherapy" | "admission" | "after_surgery" | "daily_living";
        CareRequest: {
            /** Format: date */
            discharged_on?: string | null;
            has_other_service: boolean;
            health_note?: string | null;
            income_band: components["schemas"]["IncomeBand"];
            lives_alone: boolean;
            mobility: components["schemas"]["Mobility"];
            purpose: components["schemas"]["CarePurpose"];
            service: components["schemas"]["ServiceKind"];
            /** Format: int32 */
            visit_min?: number | null;
            /** Format: int32 */
            visits_per_month?: number | null;
            /** Format: date */
            wished_from: string;
        };
        CareServiceList: {
            items: components["schemas"]["CareServiceOffer"][];
        };
        CareServiceOffer: {
            bands: components["schemas"]["BandPrice"][];
            /** Format: int32 */
            period_months: number;
            price: components["schemas"]["Tariff"];
            quota_kind: components["schemas"]["QuotaKind"];
            terms: components["schemas"]["Service"];
            /** Format: int64 */
            units_max: number;
            /** Format: int64 */
            usual_price_won: number;
        };
        CartLine: {
            product_id: string;
            /** Format: int64 */
            quantity: number;
        };
        CentreCapacity: {
            centre_id: string;
            district_code: string;
            /** Format: int64 */
            free_min: number;
            name: string;
            /** Format: int64 */
            unassigned_visits: number;
            /** Format: int64 */
            vehicles: number;
            /** Format: int64 */
            visits: number;
            /** Format: int64 */
            workers: number;
        };
        CentreCapacityList: {
            items: components["schemas"]["CentreCapacity"][];
        };
        /** @enum {string} */
        Certificate: "care_worker" | "accompaniment" | "housekeeping" | "food_hygiene" | "care_activist" | "driver";
        CheckInInput: {
            /** Format: date-time */
            at?: string | null;
            /** Format: int64 */
            lat_e6?: number | null;
            /** Format: int64 */
            lng_e6?: number | null;
            /** Format: int64 */
            version: number;
        };
        ClientCard: {
            /** Format: date */
            born_on?: string | null;
            client_id: string;
            gender: components["schemas"]["Gender"];
            health_note: string;
            /** Format: int64 */
            lat_e6: number;
            /** Format: int64 */
            lng_e6: number;
            mobility: components["schemas"]["Mobility"];
            name: string;
            phone: string;
            purpose: components["schemas"]["CarePurpose"];
            road_address: string;
        };
        ClientForm: {
            /** Format: date */
            born_on?: string | null;
            district_code?: string | null;
            dong_code?: string | null;
            gender?: components["schemas"]["Gender"] | null;
            /** Format: int64 */
            lat_e6?: number | null;
            /** Format: int64 */
            lng_e6?: number | null;
            name?: string | null;
            person_id?: string | null;
            phone?: string | null;
            road_address?: string | null;
        };
        ClientViewInput: {
            reason: string;
        };
        CompletionInput: {
            /** Format: date-time */
            at?: string | null;
            note?: string | null;
            tasks: string[];
            /** Format: int64 */
            version: number;
        };
        Consent: {
            channel: components["schemas"]["ConsentChannel"];
            is_given: boolean;
            purpose: components["schemas"]["ConsentPurpose"];
            /** Format: date-time */
            recorded_at: string;
            recorded_by: string;
            text_version: string;
        };
        ConsentChange: {
            is_given: boolean;
            purpose: components["schemas"]["ConsentPurpose"];
            text_version: string;
        };
        /** @enum {string} */
        ConsentChannel: "screen" | "paper" | "phone";
        ConsentInput: {
            care_service: boolean;
            channel: components["schemas"]["ConsentChannel"];
            health_data: boolean;
            text_version: string;
            third_party_hospital: boolean;
            /** Format: int64 */
            version: number;
        };
        ConsentList: {
            items: components["schemas"]["Consent"][];
        };
        /** @enum {string} */
        ConsentPurpose: "care_service" | "health_data" | "third_party_hospital" | "point_programme" | "donation";
        DayPlan: {
            centre_id: string;
            id: string;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            /** Format: date */
            plan_on: string;
            state: components["schemas"]["DayPlanState"];
            /** Format: int64 */
            travel_min: number;
        };
        DayPlanApplied: {
            /** Format: int32 */
            assigned: number;
            /** Format: int32 */
            refused: number;
            /** Format: int32 */
            unchanged: number;
        };
        DayPlanInput: {
            centre_id: string;
            /** Format: date */
            date: string;
            /** Format: int32 */
            seed?: number | null;
        };
        DayPlanItem: {
            assignment: components["schemas"]["PlannedAssignment"];
            client_name: string;
            explanation: string;
            vehicle_name: string;
            worker_name: string;
        };
        DayPlanProposal: {
            /** Format: int32 */
            assigned: number;
            items: components["schemas"]["DayPlanItem"][];
            plan: components["schemas"]["DayPlan"];
            /** Format: int32 */
            unassigned: number;
        };
        /** @enum {string} */
        DayPlanState: "proposed" | "applied";
        DecisionInput: {
            centre_id?: string | null;
            /** Format: date */
            decided_on: string;
            income_band?: components["schemas"]["IncomeBand"] | null;
            meeting: string;
            minutes?: string | null;
            reasons?: string | null;
            /** Format: date */
            valid_from?: string | null;
            verdict: components["schemas"]["Verdict"];
            /** Format: int64 */
            version: number;
        };
        DecisionList: {
            items: components["schemas"]["NamedDecision"][];
        };
        Departure: {
            /** Format: date */
            last_day: string;
        };
        DistrictFigures: {
            /** Format: int64 */
            billed_min?: number | null;
            /** Format: int64 */
            clients?: number | null;
            district_code: string;
            /** Format: int64 */
            lat_e6: number;
            /** Format: int64 */
            lng_e6: number;
            name_en: string;
            name_ko: string;
            /** Format: int64 */
            participants?: number | null;
            /** Format: int64 */
            population: number;
            /** Format: int64 */
            shops: number;
            /** Format: int64 */
            teams: number;
            /** Format: int64 */
            visits?: number | null;
        };
        DistrictInfo: {
            code: string;
            /** Format: int64 */
            lat_e6: number;
            /** Format: int64 */
            lng_e6: number;
            name_en: string;
            name_ko: string;
            /** Format: int64 */
            population: number;
        };
        DistrictList: {
            items: components["schemas"]["DistrictInfo"][];
        };
        EntitlementList: {
            items: components["schemas"]["EntitlementRow"][];
        };
        EntitlementRow: {
            client_id: string;
            client_name: string;
            id: string;
            income_band: components["schemas"]["IncomeBand"];
            quota_kind: components["schemas"]["QuotaKind"];
            service: components["schemas"]["ServiceKind"];
            /** Format: int64 */
            units_left: number;
            /** Format: int64 */
            units_max: number;
            /** Format: int64 */
            units_reserved: number;
            /** Format: int64 */
            units_used: number;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string;
        };
        Figure: {
            /** Format: int64 */
            amount: number;
            /** Format: int64 */
            entries: number;
            formula_key: string;
            name: string;
            sources: components["schemas"]["FigureSource"][];
            unit: components["schemas"]["Unit"];
        };
        FigureAnswer: {
            /** Format: date */
            from: string;
            ledger: components["schemas"]["LedgerHead"];
            series: components["schemas"]["FigureSeries"];
            /** Format: date */
            to: string;
        };
        FigureSeries: {
            figure: components["schemas"]["Figure"];
            months: components["schemas"]["MonthAmount"][];
        };
        FigureSource: {
            asset: string;
            code: string;
            sign: components["schemas"]["Sign"];
        };
        /** @enum {string} */
        Gender: "female" | "male" | "unstated";
        /** @enum {string} */
        GuaranteeClass: "conditional" | "near_poor" | "facility" | "general" | "special";
        ImportReport: {
            faults: components["schemas"]["RowFault"][];
            /** Format: int64 */
            imported: number;
            is_dry_run: boolean;
            /** Format: int64 */
            rows: number;
        };
        /** @enum {string} */
        IncomeBand: "basic_or_near_poor" | "up_to_70" | "up_to_100" | "above_100";
        ItemScore: {
            item: components["schemas"]["AssessmentItem"];
            /** Format: int32 */
            score: number;
        };
        LedgerHead: {
            chain_head: string;
            /** Format: int64 */
            last_seq: number;
        };
        Look: {
            reason: string;
        };
        Loop: {
            /** Format: date-time */
            computed_at: string;
            districts: components["schemas"]["DistrictFigures"][];
            figures: components["schemas"]["FigureSeries"][];
            /** Format: date */
            from: string;
            ledger: components["schemas"]["LedgerHead"];
            /** Format: date */
            to: string;
            turns: components["schemas"]["Turns"];
        };
        MemberForm: {
            guarantee_class: components["schemas"]["GuaranteeClass"];
            /** Format: date */
            joined_on: string;
            person_id: string;
        };
        /** @enum {string} */
        Mobility: "walks" | "walks_with_help" | "wheelchair";
        MonthAmount: {
            /** Format: int64 */
            amount: number;
            /** Format: int64 */
            entries: number;
            /** Format: date */
            month: string;
        };
        MyCare: {
            entitlements: components["schemas"]["EntitlementRow"][];
            next_visits: components["schemas"]["MyCareVisit"][];
            past_visits: components["schemas"]["MyCareVisit"][];
            referrals: components["schemas"]["MyReferral"][];
        };
        MyCareVisit: {
            /** Format: int64 */
            copay_won: number;
            /** Format: int32 */
            length_min: number;
            service: components["schemas"]["ServiceKind"];
            /** Format: int32 */
            start_min: number;
            state: components["schemas"]["VisitState"];
            visit_id: string;
            /** Format: date */
            visit_on: string;
            worker_certificates: components["schemas"]["Certificate"][];
            worker_first_name: string;
            worker_languages: string[];
        };
        MyPoints: {
            lines: components["schemas"]["WalletLine"][];
            lots: components["schemas"]["WalletLot"][];
            /** Format: int64 */
            points: number;
        };
        MyReferral: {
            /** Format: date */
            appeal_by?: string | null;
            /** Format: date */
            decide_by: string;
            id: string;
            /** Format: date-time */
            received_at: string;
            service: components["schemas"]["ServiceKind"];
            state: components["schemas"]["ReferralState"];
            /** Format: int64 */
            version: number;
        };
        MyVisits: {
            /** Format: int32 */
            minutes_this_month: number;
            /** Format: date */
            on: string;
            visits: components["schemas"]["VisitRow"][];
            /** Format: int32 */
            visits_this_month: number;
        };
        MyWork: {
            days: components["schemas"]["AttendanceDay"][];
            /** Format: int64 */
            expected_won: number;
            /** Format: date */
            month: string;
            pay: components["schemas"]["PayLine"][];
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            rest_days: number;
            team?: components["schemas"]["Team"] | null;
            /** Format: int64 */
            wages_won: number;
            /** Format: int64 */
            work_days: number;
        };
        NamedDecision: {
            decision: components["schemas"]["PointDecision"];
            name: string;
        };
        NamedPayLine: {
            name: string;
            pay: components["schemas"]["PayLine"];
            team_name: string;
        };
        NewProduct: {
            kind: components["schemas"]["ProductKind"];
            name: string;
            /** Format: int64 */
            price_won: number;
        };
        Nothing: Record<string, never>;
        Organisation: {
            id: string;
            kind: components["schemas"]["OrganisationKind"];
            name: string;
            parent_id: string;
            phone: string;
            place: components["schemas"]["Place"];
        };
        /** @enum {string} */
        OrganisationKind: "metro_centre" | "regional_centre" | "district" | "dong" | "city" | "hospital" | "team" | "enterprise" | "shop" | "funder";
        OrganisationList: {
            items: components["schemas"]["Organisation"][];
        };
        PasswordChange: {
            current_password: string;
            new_password: string;
        };
        PayLine: {
            /** Format: int64 */
            base_won: number;
            /** Format: int64 */
            expense_won: number;
            /** Format: int64 */
            leave_days: number;
            person_id: string;
            /** Format: int64 */
            rest_days: number;
            team_id: string;
            /** Format: int64 */
            total_won: number;
            /** Format: int64 */
            work_days: number;
            work_type: components["schemas"]["WorkType"];
        };
        PayRun: {
            centre_id: string;
            id: string;
            /** Format: date */
            month: string;
            /** Format: int64 */
            persons: number;
            state: components["schemas"]["PayState"];
            /** Format: int64 */
            total_won: number;
        };
        PayRunDetail: {
            lines: components["schemas"]["NamedPayLine"][];
            run: components["schemas"]["PayRun"];
        };
        PayRunForm: {
            centre_id: string;
            /** Format: date */
            month: string;
        };
        PayRunList: {
            items: components["schemas"]["PayRun"][];
        };
        /** @enum {string} */
        PayState: "draft" | "posted";
        Person: {
            /** Format: date */
            born_on?: string | null;
            gender: components["schemas"]["Gender"];
            home: components["schemas"]["Place"];
            id: string;
            management_number: string;
            name: string;
            phone: string;
            /** Format: int64 */
            version: number;
        };
        PersonList: {
            items: components["schemas"]["Person"][];
        };
        PinForm: {
            pin: string;
        };
        Place: {
            district_code: string;
            dong_code: string;
            /** Format: int64 */
            lat_e6: number;
            /** Format: int64 */
            lng_e6: number;
            road_address: string;
        };
        PlanInput: {
            destination_id?: string | null;
            entitlement_id: string;
            /** Format: date */
            from_on: string;
            /** Format: int32 */
            length_min: number;
            needs_car?: boolean | null;
            /** Format: int32 */
            slack_min?: number | null;
            /** Format: int32 */
            start_min: number;
            /** Format: date */
            to_on: string;
            weekdays: number[];
        };
        PlanMade: {
            /** Format: int32 */
            closed_days: number;
            /** Format: int32 */
            days_beyond_quota: number;
            plan_id: string;
            /** Format: int64 */
            units_left: number;
            visits: string[];
        };
        PlannedAssignment: {
            is_regular: boolean;
            /** Format: int32 */
            position: number;
            /** Format: int32 */
            start_min: number;
            /** Format: int32 */
            travel_min: number;
            unassigned_reason: string;
            vehicle_id: string;
            visit_id: string;
            /** Format: int64 */
            visit_version: number;
            /** Format: int32 */
            wait_min: number;
            worker_id: string;
        };
        PointDecision: {
            /** Format: int64 */
            days_previous_year: number;
            person_id: string;
            /** Format: int64 */
            points: number;
            source: string;
            verdict: components["schemas"]["PointVerdict"];
        };
        PointPreview: {
            verdicts: components["schemas"]["VerdictCount"][];
            /** Format: int32 */
            year: number;
        };
        PointRun: {
            /** Format: date */
            decided_on: string;
            /** Format: int64 */
            granted: number;
            id: string;
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            refused: number;
            /** Format: int32 */
            year: number;
        };
        PointRunList: {
            items: components["schemas"]["PointRun"][];
        };
        /** @enum {string} */
        PointVerdict: "granted" | "not_working_now" | "too_few_days" | "already_granted" | "sources_exhausted";
        Problem: {
            code: string;
            detail: string;
            fields: components["schemas"]["ProblemField"][];
            request_id: string;
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
        };
        ProblemField: {
            code: string;
            detail: string;
            expected: string;
            pointer: string;
        };
        Product: {
            id: string;
            is_sold: boolean;
            kind: components["schemas"]["ProductKind"];
            name: string;
            /** Format: int64 */
            price_won: number;
            shop_id: string;
            /** Format: int64 */
            version: number;
        };
        ProductChange: {
            is_sold: boolean;
            name: string;
            /** Format: int64 */
            price_won: number;
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        ProductKind: "goods" | "service";
        /** @enum {string} */
        QuotaKind: "visits" | "minutes";
        Receipt: {
            buyer_name: string;
            lines: components["schemas"]["ReceiptLine"][];
            /** Format: date */
            next_expiry?: string | null;
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            points_left: number;
            /** Format: int64 */
            refunded: number;
            sale_id: string;
            /** Format: int64 */
            seq: number;
            shop_id: string;
            shop_name: string;
            /** Format: date-time */
            sold_at: string;
        };
        ReceiptLine: {
            name: string;
            /** Format: int64 */
            price_won: number;
            /** Format: int64 */
            quantity: number;
        };
        Referral: {
            /** Format: date */
            appeal_by?: string | null;
            centre_id: string;
            channel: components["schemas"]["ReferralChannel"];
            client_id: string;
            /** Format: date */
            decide_by: string;
            /** Format: date */
            discharged_on?: string | null;
            district_code: string;
            district_organisation_id: string;
            has_other_service: boolean;
            id: string;
            income_band: components["schemas"]["IncomeBand"];
            lives_alone: boolean;
            mobility: components["schemas"]["Mobility"];
            proxy_relation: string;
            /** Format: date-time */
            received_at: string;
            referrer_id: string;
            referring_organisation_id: string;
            service: components["schemas"]["ServiceKind"];
            state: components["schemas"]["ReferralState"];
            /** Format: int64 */
            version: number;
            /** Format: int32 */
            visit_min: number;
            /** Format: int32 */
            visits_per_month: number;
            /** Format: date */
            wished_from: string;
        };
        /** @enum {string} */
        ReferralAction: "consent" | "assess" | "approve" | "decline" | "appeal" | "plan" | "close" | "withdraw";
        /** @enum {string} */
        ReferralChannel: "hospital" | "desk" | "centre" | "citizen" | "proxy" | "file";
        ReferralCreated: {
            client_id: string;
            /** Format: date */
            decide_by: string;
            id: string;
            warnings: components["schemas"]["ReferralWarning"][];
        };
        ReferralDetail: {
            centre_name: string;
            /** Format: int32 */
            client_age?: number | null;
            client_name: string;
            client_phone: string;
            entitlements: components["schemas"]["EntitlementRow"][];
            referral: components["schemas"]["Referral"];
            referring_organisation: string;
            scores: components["schemas"]["ItemScore"][];
            steps: components["schemas"]["ReferralStep"][];
            warnings: components["schemas"]["ReferralWarning"][];
        };
        ReferralForm: {
            client: components["schemas"]["ClientForm"];
            organisation_id: string;
            request: components["schemas"]["CareRequest"];
        };
        ReferralPage: {
            items: components["schemas"]["ReferralRow"][];
            next_cursor?: string | null;
        };
        ReferralRow: {
            centre_name: string;
            channel: components["schemas"]["ReferralChannel"];
            client_name: string;
            /** Format: date */
            decide_by: string;
            district_code: string;
            id: string;
            /** Format: date-time */
            received_at: string;
            referring_organisation: string;
            service: components["schemas"]["ServiceKind"];
            state: components["schemas"]["ReferralState"];
            /** Format: int64 */
            version: number;
            warnings: components["schemas"]["ReferralWarning"][];
            /** Format: date */
            wished_from: string;
        };
        /** @enum {string} */
        ReferralState: "received" | "consented" | "assessed" | "approved" | "declined" | "planned" | "closed" | "withdrawn";
        ReferralStep: {
            action: components["schemas"]["ReferralAction"];
            actor_id: string;
            /** Format: date-time */
            at: string;
            reason: string;
            state: components["schemas"]["ReferralState"];
        };
        /** @enum {string} */
        ReferralWarning: "quota_exhausted_early" | "other_service_declared" | "discharge_window_closing" | "decision_due_soon" | "decision_overdue";
        RefundForm: {
            /** Format: int64 */
            points: number;
            reason: string;
        };
        RowFault: {
            code: string;
            expected: string;
            field: string;
            /** Format: int64 */
            line: number;
        };
        SaleForm: {
            /** Format: int64 */
            amount_points?: number | null;
            card_number: string;
            lines: components["schemas"]["CartLine"][];
            pin: string;
            shop_id: string;
        };
        SaleRow: {
            buyer_name: string;
            id: string;
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            refunded: number;
            /** Format: int64 */
            settlement_id: number;
            /** Format: date-time */
            sold_at: string;
            /** Format: date */
            sold_on: string;
        };
        Service: {
            certificates: components["schemas"]["Certificate"][];
            /** Format: int32 */
            closes_min: number;
            /** Format: int32 */
            longest_min: number;
            needs_car: boolean;
            /** Format: int32 */
            opens_min: number;
            service: components["schemas"]["ServiceKind"];
            /** Format: int32 */
            shortest_min: number;
            tasks: components["schemas"]["ServiceTask"][];
            /** Format: int32 */
            visit_min: number;
            /** Format: int32 */
            weekdays: number;
        };
        /** @enum {string} */
        ServiceKind: "discharge_care" | "hospital_accompaniment" | "care_activist" | "housekeeping" | "meals";
        ServiceTask: {
            code: string;
            is_required: boolean;
        };
        SessionExtension: {
            /** Format: date-time */
            expires_at: string;
        };
        SessionRole: {
            organisation_id?: string | null;
            organisation_name?: string | null;
            role: string;
        };
        SessionView: {
            csrf_token: string;
            /** Format: date-time */
            expires_at: string;
            language: string;
            name: string;
            person_id: string;
            roles: components["schemas"]["SessionRole"][];
        };
        Settlement: {
            /** Format: int64 */
            benefit_won: number;
            /** Format: int64 */
            gross_points: number;
            id: string;
            /** Format: date */
            month: string;
            /** Format: int64 */
            rule_version: number;
            /** Format: int64 */
            sales: number;
            shop_id: string;
            shop_name: string;
            /** Format: int64 */
            shop_won: number;
            state: components["schemas"]["SettlementState"];
            /** Format: int64 */
            support_won: number;
        };
        SettlementList: {
            items: components["schemas"]["Settlement"][];
        };
        SettlementMonth: {
            /** Format: date */
            month: string;
        };
        /** @enum {string} */
        SettlementState: "draft" | "confirmed" | "approved";
        ShelfItem: {
            product: components["schemas"]["Product"];
            /** Format: int64 */
            stock?: number | null;
        };
        ShelfList: {
            items: components["schemas"]["ShelfItem"][];
        };
        Shop: {
            id: string;
            is_open: boolean;
            name: string;
            /** Format: date */
            opened_on: string;
            phone: string;
            place: components["schemas"]["Place"];
            team_id: string;
            trade: string;
        };
        ShopForm: {
            name: string;
            phone?: string | null;
            place?: components["schemas"]["Place"] | null;
            team_id?: string | null;
            trade: string;
        };
        ShopList: {
            items: components["schemas"]["Shop"][];
        };
        ShopStatement: {
            /** Format: date */
            from: string;
            items: components["schemas"]["SaleRow"][];
            /** Format: int64 */
            points: number;
            /** Format: int64 */
            refunded: number;
            /** Format: int64 */
            sales: number;
            /** Format: date */
            to: string;
            /** Format: int64 */
            unsettled: number;
        };
        /** @enum {string} */
        Sign: "plus" | "minus";
        SignIn: {
            login: string;
            password: string;
        };
        StepDone: {
            entitlement_id?: string | null;
            id: string;
            state: components["schemas"]["ReferralState"];
            /** Format: int64 */
            version: number;
        };
        StepInput: {
            reason: string;
            /** Format: int64 */
            version: number;
        };
        StockEntry: {
            /** Format: int64 */
            quantity: number;
        };
        StockLevel: {
            /** Format: int64 */
            stock: number;
        };
        Tariff: {
            /** Format: int64 */
            amount_won: number;
            basis: components["schemas"]["TariffBasis"];
            /** Format: int32 */
            block_min: number;
            /** Format: int64 */
            extra_unit_won: number;
        };
        /** @enum {string} */
        TariffBasis: "free" | "full" | "per_visit" | "per_hour" | "per_block";
        Team: {
            centre_id: string;
            id: string;
            /** Format: int64 */
            members: number;
            name: string;
            /** Format: date */
            started_on: string;
            trade: string;
            work_type: components["schemas"]["WorkType"];
        };
        TeamForm: {
            centre_id: string;
            name: string;
            /** Format: date */
            started_on: string;
            trade: string;
            work_type: components["schemas"]["WorkType"];
        };
        TeamList: {
            items: components["schemas"]["Team"][];
        };
        TeamMember: {
            guarantee_class: components["schemas"]["GuaranteeClass"];
            id: string;
            /** Format: date */
            joined_on: string;
            name: string;
            person_id: string;
        };
        TeamMemberList: {
            items: components["schemas"]["TeamMember"][];
        };
        Turns: {
            /** Format: date */
            from: string;
            /** Format: int64 */
            holding_days?: number | null;
            /** Format: int64 */
            mean_stock_points: number;
            /** Format: int64 */
            return_ppm?: number | null;
            /** Format: int64 */
            spent_points: number;
            /** Format: date */
            to: string;
            /** Format: int64 */
            turns_ppm?: number | null;
        };
        /** @enum {string} */
        Unit: "point" | "won";
        Vehicle: {
            centre_id: string;
            donor: string;
            has_wheelchair_lift: boolean;
            id: string;
            name: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to?: string | null;
        };
        /** @enum {string} */
        Verdict: "approved" | "declined";
        VerdictCount: {
            /** Format: int64 */
            persons: number;
            /** Format: int64 */
            points: number;
            verdict: components["schemas"]["PointVerdict"];
        };
        Visit: {
            /** Format: int32 */
            billed_min: number;
            cancel_reason: string;
            centre_id: string;
            /** Format: int64 */
            check_in_distance_m?: number | null;
            /** Format: date-time */
            checked_in_at?: string | null;
            /** Format: date-time */
            checked_out_at?: string | null;
            client_id: string;
            /** Format: int64 */
            copay_won: number;
            destination_id: string;
            /** Format: int32 */
            earliest_min: number;
            entitlement_id: string;
            id: string;
            /** Format: int32 */
            latest_min: number;
            /** Format: int32 */
            length_min: number;
            needs_car: boolean;
            plan_id: string;
            /** Format: int64 */
            price_won: number;
            /** Format: int64 */
            quota_units: number;
            service: components["schemas"]["ServiceKind"];
            /** Format: int32 */
            start_min: number;
            state: components["schemas"]["VisitState"];
            /** Format: int64 */
            subsidy_won: number;
            team_id: string;
            vehicle_id: string;
            /** Format: int64 */
            version: number;
            /** Format: date */
            visit_on: string;
            worker_id: string;
        };
        /** @enum {string} */
        VisitAction: "assign" | "unassign" | "confirm" | "depart" | "check_in" | "complete" | "cancel" | "miss";
        VisitBoard: {
            centre_id: string;
            centre_name: string;
            /** Format: date */
            on: string;
            vehicles: components["schemas"]["Vehicle"][];
            visits: components["schemas"]["VisitRow"][];
            workers: components["schemas"]["BoardWorker"][];
        };
        VisitDetail: {
            actions: components["schemas"]["VisitAction"][];
            done: string[];
            note?: string | null;
            row: components["schemas"]["VisitRow"];
            tasks: components["schemas"]["ServiceTask"][];
        };
        /** @enum {string} */
        VisitRefusal: "visit_not_found" | "version_stale" | "visit_step_not_allowed" | "care_worker_not_found" | "worker_of_other_centre" | "worker_is_client" | "worker_in_household" | "certificate_missing" | "worker_hours_exceeded" | "worker_busy" | "start_outside_window" | "vehicle_required" | "vehicle_not_found" | "vehicle_busy" | "driver_certificate_missing" | "time_in_the_future" | "check_in_on_other_day" | "check_out_before_check_in" | "task_unknown" | "required_task_open" | "not_own_visit_not_permitted";
        VisitRow: {
            client_name: string;
            destination_name: string;
            /** Format: int64 */
            lat_e6: number;
            /** Format: int64 */
            lng_e6: number;
            mobility: components["schemas"]["Mobility"];
            vehicle_name: string;
            visit: components["schemas"]["Visit"];
            worker_name: string;
        };
        /** @enum {string} */
        VisitState: "planned" | "assigned" | "confirmed" | "on_the_way" | "checked_in" | "completed" | "cancelled" | "missed";
        VisitStepInput: {
            /** Format: int64 */
            version: number;
        };
        WalletLine: {
            /** Format: int64 */
            balance: number;
            /** Format: int64 */
            change: number;
            code: string;
            /** Format: date */
            on: string;
            reference: string;
        };
        WalletLot: {
            /** Format: date */
            expires_on: string;
            /** Format: int64 */
            remaining: number;
            source: string;
        };
        /** @enum {string} */
        WorkType: "market_entry" | "social_service" | "work_maintenance";
        YearQuery: {
            /** Format: int32 */
            year: number;
        };
    };
    responses: {
        /** @description Refused; nothing was changed. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    grant_benefit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BenefitForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BenefitReceipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_cards: {
        parameters: {
            query: {
                person_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    issue_card: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    block_card: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_card_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_care_application: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralCreated"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_care_capacities: {
        parameters: {
            query?: {
                district_code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CentreCapacityList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_care_day_plan: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DayPlanInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayPlanProposal"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_care_day_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayPlanProposal"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    apply_care_day_plan: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayPlanApplied"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_care_entitlements: {
        parameters: {
            query?: {
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_my_care: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCare"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_visits: {
        parameters: {
            query?: {
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyVisits"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_care_plan: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanMade"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_care_referrals: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                service?: components["schemas"]["ServiceKind"];
                state?: components["schemas"]["ReferralState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralPage"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_care_referral: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReferralForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralCreated"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_care_referral: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferralDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    appeal_care_decision: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDone"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    record_care_assessment: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessmentInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDone"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    view_referral_client: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientViewInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCard"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    close_care_referral: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDone"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    record_care_consent: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDone"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    record_care_decision: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDone"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    withdraw_care_referral: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDone"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_care_services: {
        parameters: {
            query?: {
                district_code?: string;
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareServiceList"];
                };
            };
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_care_visits: {
        parameters: {
            query: {
                centre_id: string;
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitBoard"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_care_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    miss_care_visit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitStepInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    assign_care_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    check_care_assignment: {
        parameters: {
            query: {
                start_min?: number;
                vehicle_id?: string;
                worker_id: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentCheck"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    cancel_care_visit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancellationInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    check_in_care_visit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    view_visit_client: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientViewInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCard"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    complete_care_visit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletionInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    confirm_care_visit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitStepInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    depart_to_care_visit: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitStepInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitRow"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_districts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistrictList"];
                };
            };
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_figure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureAnswer"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_loop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Loop"];
                };
            };
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_myself: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_accesses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_cards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    block_my_card: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_my_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_my_consent: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_my_points: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyPoints"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_my_work: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWork"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_organisations: {
        parameters: {
            query: {
                kind: components["schemas"]["OrganisationKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationList"];
                };
            };
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_pay_runs: {
        parameters: {
            query?: {
                centre_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayRunList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    draft_pay_run: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayRunForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayRun"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_pay_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayRunDetail"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    post_pay_run: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayRun"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    import_persons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    search_persons: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_accesses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    unmask_person: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Look"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    preview_point_run: {
        parameters: {
            query: {
                year: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointPreview"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_point_runs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointRunList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    grant_points: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["YearQuery"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointRun"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_point_decisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    update_product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    enter_stock: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockEntry"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevel"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    sell: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaleForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    refund_sale: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    extend_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionExtension"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_settlements: {
        parameters: {
            query?: {
                shop_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    draft_settlements: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementMonth"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    approve_settlement: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    confirm_settlement: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_shops: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopList"];
                };
            };
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_shop: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShopForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_shop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_products: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShelfList"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_product: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_shop_statement: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopStatement"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_team_membership: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Departure"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_teams: {
        parameters: {
            query?: {
                centre_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_team: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_attendance: {
        parameters: {
            query: {
                month: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_attendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttendanceForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceDay"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_team_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberList"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_team_member: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberForm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMember"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
