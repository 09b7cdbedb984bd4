/** What the user sees in the panel, as messages name it. */
export const PHONE_NUMBERS = 'Phone Numbers';
export const APPLICATION = 'Application';
export const OVERWRITE_ANSWER_URL = 'Overwrite Answer URL';
export const CREDENTIAL = 'Credential to connect with';
export const LADDER = 'If the Agent Cannot Be Reached';
