/** The one account of the local Plivo. Fixed, so that tests and the start command need no set-up. */
export const LAB_PLIVO_AUTH_ID = 'MALABPHONE0000000000';
export const LAB_PLIVO_AUTH_TOKEN = 'lab-plivo-auth-token-0000000000000000000';
