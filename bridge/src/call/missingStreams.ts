import { AfterQuestions } from './afterQuestions';
import { AnsweredCalls } from './answeredCalls';
import type { Ledger } from './callLedger';
import { LostStreams } from './lostStreams';

/** What the process knows of streams that have not come yet, or are gone while somebody is there: for what Plivo asks after them. */
export interface MissingStreams {
	lostStreams: LostStreams;
	afterQuestions: AfterQuestions;
	answeredCalls: AnsweredCalls;
}

/** @param ledger shared by all processes of the bridge */
export function missingStreams(ledger: Ledger): MissingStreams {
	return {
		lostStreams: new LostStreams(ledger),
		afterQuestions: new AfterQuestions(),
		answeredCalls: new AnsweredCalls(),
	};
}
