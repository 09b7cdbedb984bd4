import type { CallOutcome } from './outcomes';

/** One of Plivo's hang-up codes. */
export interface HangupCode {
	code: number;
	/** Plivo's name of it, '' where its references give none; names differ between its pages, so that the code counts (plivo.md §2.6). */
	name: string;
	/** What it says of the call; null when it says nothing, and the other facts decide. */
	outcome: CallOutcome | null;
}

/** Voice API: hang-up callbacks and records of calls (plivo.md §2.6, §6.3, §7.2; Plivo's page of hang-up causes). */
export const VOICE_CODES: readonly HangupCode[] = [
	{ code: 0, name: 'Unknown', outcome: null },
	{ code: 1000, name: 'Canceled', outcome: 'no-answer' },
	{ code: 1010, name: 'Canceled (Out Of Credits)', outcome: 'failed' },
	{ code: 1020, name: 'Canceled (Simultaneous dial limit reached)', outcome: 'failed' },
	{ code: 2000, name: 'Invalid Destination Address', outcome: 'failed' },
	{ code: 2010, name: 'Destination Out Of Service', outcome: 'failed' },
	{ code: 2020, name: 'Endpoint Not Registered', outcome: 'failed' },
	{ code: 2030, name: 'Destination Country Barred', outcome: 'blocked' },
	{ code: 2040, name: 'Destination Number Barred', outcome: 'blocked' },
	{ code: 2060, name: 'Loop Detected', outcome: 'failed' },
	{ code: 2070, name: '', outcome: 'failed' },
	{ code: 3000, name: 'No Answer', outcome: 'no-answer' },
	{ code: 3010, name: 'Busy Line', outcome: 'busy' },
	{ code: 3020, name: 'Rejected', outcome: 'rejected' },
	{ code: 3030, name: '', outcome: 'failed' },
	{ code: 3050, name: 'Unallocated number', outcome: 'failed' },
	{ code: 4000, name: 'Normal Hangup', outcome: null },
	{ code: 4010, name: 'End Of XML Instructions', outcome: null },
	{ code: 4020, name: 'Multiparty Call Ended', outcome: null },
	{ code: 4030, name: 'Kicked Out Of Multiparty Call', outcome: null },
	{ code: 4240, name: '', outcome: 'failed' },
	{ code: 4250, name: '', outcome: 'failed' },
	{ code: 5010, name: 'Internal Error', outcome: 'failed' },
	{ code: 5020, name: 'Routing Error', outcome: 'failed' },
	{ code: 5030, name: 'Too many calls at once (India)', outcome: 'failed' },
	{ code: 6000, name: 'Scheduled Hangup', outcome: 'timeout' },
	{ code: 6010, name: 'Ring Timeout Reached', outcome: 'no-answer' },
	{ code: 6020, name: '', outcome: 'failed' },
	{ code: 7011, name: 'Error Reaching Answer URL', outcome: 'failed' },
	{ code: 7012, name: 'Error Reaching Action URL', outcome: 'failed' },
	{ code: 7013, name: 'Error Reaching Transfer URL', outcome: 'failed' },
	{ code: 7014, name: 'Error Reaching Redirect URL', outcome: 'failed' },
	{ code: 8011, name: 'Invalid Answer XML', outcome: 'failed' },
	{ code: 8012, name: 'Invalid Action XML', outcome: 'failed' },
	{ code: 8013, name: 'Invalid Transfer XML', outcome: 'failed' },
	{ code: 8014, name: 'Invalid Redirect XML', outcome: 'failed' },
	{ code: 9000, name: 'Lost Race', outcome: 'no-answer' },
	{ code: 9100, name: 'Machine Detected', outcome: 'voicemail' },
	{ code: 9110, name: 'Confirm Key Challenge Failed', outcome: 'rejected' },
];

/** SIP trunks (plivo.md §2.6): the same numbers mean other things there. They count where nobody answered. */
export const TRUNK_CODES: readonly HangupCode[] = [
	{ code: 3000, name: 'Normal, by the carrier', outcome: null },
	{ code: 3010, name: 'Normal', outcome: null },
	{ code: 3020, name: 'RTP timeout', outcome: null },
	{ code: 3030, name: 'Credits ran out in the call', outcome: null },
	{ code: 3040, name: 're-INVITE refused', outcome: null },
	{ code: 4000, name: 'Bad request', outcome: 'failed' },
	{ code: 4030, name: 'No credits', outcome: 'failed' },
	{ code: 4070, name: 'Trunk not found', outcome: 'failed' },
	{ code: 4080, name: 'No inbound route', outcome: 'failed' },
	{ code: 4090, name: 'Destination not found', outcome: 'failed' },
	{ code: 4100, name: 'Prefix unsupported', outcome: 'failed' },
	{ code: 4110, name: 'Secure trunking disabled', outcome: 'failed' },
	{ code: 4120, name: 'Invalid destination', outcome: 'failed' },
	{ code: 4130, name: 'Caller ID problem', outcome: 'failed' },
	{ code: 4140, name: 'Caller ID problem', outcome: 'failed' },
	{ code: 4150, name: 'Proxy authentication', outcome: 'failed' },
	{ code: 4170, name: 'Customer request timeout', outcome: 'failed' },
	{ code: 4180, name: 'Unauthorized', outcome: 'failed' },
	{ code: 4190, name: 'Unknown caller ID', outcome: 'failed' },
	{ code: 4310, name: 'Origination URI not found', outcome: 'failed' },
	{ code: 4320, name: 'Origination URI does not resolve', outcome: 'failed' },
	{ code: 4340, name: 'Destination unavailable', outcome: 'failed' },
	{ code: 4410, name: 'Busy', outcome: 'busy' },
	{ code: 4420, name: 'Canceled by the carrier', outcome: 'no-answer' },
	{ code: 4550, name: 'Canceled by the user', outcome: 'no-answer' },
	{ code: 4560, name: 'Country barred', outcome: 'failed' },
	{ code: 4570, name: 'Number barred', outcome: 'failed' },
	{ code: 4590, name: 'India anchoring rule', outcome: 'failed' },
	{ code: 4630, name: 'Codec not acceptable', outcome: 'failed' },
	{ code: 4650, name: 'Country barred', outcome: 'failed' },
	{ code: 5180, name: 'Too many calls per second', outcome: 'failed' },
	{ code: 5190, name: 'Too many calls at once', outcome: 'failed' },
	{ code: 5220, name: 'Fault of the server', outcome: 'failed' },
	{ code: 5360, name: 'Fault of the server', outcome: 'failed' },
];
