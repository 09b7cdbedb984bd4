/** A phone that was rung, or was to be: a number that nobody has is noted as well. */
export interface DialedPhone {
	/** By the clock of the lab, in milliseconds since the epoch. */
	at: number;
	/** Digits, or a SIP address. */
	to: string;
	from: string;
	/** What rang it: a call of Make Call, the `<Dial>` of a document, or an added participant. */
	by: 'Make Call' | 'Dial' | 'participant';
	/** Of the call, or of the leg. */
	callUuid: string;
	/** Where Plivo asks what to do once somebody picks up; null for a leg. */
	answerUrl: string | null;
}

/** Who was rung when. Tests look at it to see that nobody was rung who should not be. */
export class Dials {
	readonly all: DialedPhone[] = [];

	/** @param now the time in milliseconds since the epoch */
	constructor(private readonly now: () => number) {}

	note(dial: Omit<DialedPhone, 'at'>): void {
		this.all.push({ at: this.now(), ...dial });
	}
}
