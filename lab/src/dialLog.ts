import type { Lab } from './lab';
import type { DialedPhone } from './plivo/dials';

/** A phone that was rung, and for which Ultravox call and batch. */
export interface LoggedDial extends Omit<DialedPhone, 'answerUrl'> {
	/** Null where Ultravox did not let Plivo dial. */
	ultravoxCallId: string | null;
	/** The batch that made the call, also when it is gone; null where none did. */
	batchId: string | null;
	/** When that batch made the call, by the clock of the lab. */
	madeAt: number | null;
}

/** Who was rung when, oldest first, by the clock of the lab: what a test of a campaign looks at. */
export function dialLog({ plivo, ultravox }: Lab): LoggedDial[] {
	const ours = `${ultravox.appUrl}/api/calls/`;
	return plivo.dials.all.map(({ answerUrl, ...dial }) => {
		const ultravoxCallId =
			answerUrl?.startsWith(ours) === true
				? (answerUrl.slice(ours.length).split('/')[0] ?? null)
				: null;
		const batchId = ultravoxCallId === null ? null : (ultravox.batchOf(ultravoxCallId) ?? null);
		const madeAt = ultravoxCallId === null ? null : (ultravox.madeAt(ultravoxCallId) ?? null);
		return { ...dial, ultravoxCallId, batchId, madeAt };
	});
}
