/** What the user sees in the panel, as messages name it. */
export const PHONE_NUMBERS = 'Phone Number Names or IDs';
export const APPLICATION = 'Application';
export const OVERWRITE_ANSWER_URL = 'Overwrite Answer URL';
export const CREDENTIAL = 'Plivo Credential';
export const LADDER = 'If the Agent Cannot Be Reached';
