import type { IDataObject } from 'n8n-workflow';

/** Whom to call in a campaign: checked, in one attempt. */
export interface CampaignRow {
	/** Index of the input item it came from; null when nobody knows it any more. */
	item: number | null;
	/** What tells it from the other rows of the campaign. */
	id: string;
	/** E.164. */
	phoneNumber: string;
	/** E.164. */
	from: string;
	templateContext: IDataObject;
	/** The user's own. */
	metadata: IDataObject;
	/** What else Plivo is told (plivo.md §5.1). */
	additionalParams: IDataObject;
	/** How often the row is scheduled with this, from 1. */
	attempt: number;
}

/** Why a row is not called. `badRow`: what the row says is not enough for a call. */
export type LeftOutReason =
	| 'badRow'
	| 'doNotCall'
	| 'inCampaign'
	| 'isReached'
	| 'isWaiting'
	| 'tooManyAttempts'
	| 'notChosen'
	| 'unknownOutcome'
	| 'unknownZone'
	| 'noWindow';

/** A row that is not called. */
export interface LeftOut {
	item: number | null;
	/** What is known of it. */
	id: string | null;
	to: string | null;
	reason: LeftOutReason;
	/** The reason in one sentence. */
	explanation: string;
}

/** What is wrong with a row. */
export interface RowProblem {
	/** Index of the input item. */
	item: number;
	/** In one sentence. */
	problem: string;
}
