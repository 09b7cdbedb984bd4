import type { CallOutcome } from '../../shared/callOutcome';
import type { DoNotCallList } from '../../shared/callingHours/doNotCallList';
import { isWithin, nextOpening } from '../../shared/callingHours/openings';
import { timeZonesOf } from '../../shared/callingHours/timeZonesOf';
import { isObject } from '../../shared/operations/values';
import type { AgentVariables } from './agentVariables';
import { needsValues, rowContext } from './agentVariables';
import { CAMPAIGN_KEYS } from './campaignMetadata';
import type { CampaignRow, LeftOut, LeftOutReason } from './campaignRow';
import type { CallPlan } from './planCalls';
import { LAST_CALL_MS, planCalls } from './planCalls';
import type { Calendar } from './readCalendar';
import type { Attempt, RowState } from './rowStates';
import { lastAttempt } from './rowStates';
import { ThrottleRoom } from './throttleRoom';

const DAY_MS = 24 * 60 * 60_000;

/** Who is called again. */
export interface RedialRules {
	/** Outcomes of the last call, `expired` and `notCreated`. */
	chosen: ReadonlySet<string>;
	/** How often a row is scheduled in all. */
	mostAttempts: number;
	doNotCall: DoNotCallList;
	/** Of the agent as it is now: it may have got some since the row was scheduled. */
	variables: AgentVariables;
	/** What became of the calls that are over, by Ultravox's id; null where nobody knows. */
	outcomes: ReadonlyMap<string, CallOutcome | null>;
}

type NotAgain = Pick<LeftOut, 'reason' | 'explanation'>;

const notAgain = (reason: LeftOutReason, explanation: string): NotAgain => ({
	reason,
	explanation,
});

/** Whoever was reached once is left alone, whatever came of later calls. */
const REACHED: ReadonlySet<unknown> = new Set(['completed', 'transferred', 'timeout']);

const outcomeOf = ({ call }: Attempt, { outcomes }: RedialRules) =>
	outcomes.get(String(call?.callId)) ?? null;

/** What became of the last attempt, in the words of the choice; null when nobody knows. */
function lastOutcome(last: Attempt, rules: RedialRules): string | null {
	return last.state === 'ended' ? outcomeOf(last, rules) : last.state;
}

/** Why a row is not called again; null when it is. */
function reasonNotTo(row: RowState, rules: RedialRules): NotAgain | null {
	const last = lastAttempt(row);
	if (row.attempts.some(({ state }) => state === 'waiting' || state === 'paused')) {
		return notAgain('isWaiting', 'A call is scheduled and still to come.');
	}
	if (row.attempts.some(({ state }) => state === 'live')) {
		return notAgain('isWaiting', 'A call is going on.');
	}
	if (row.to !== null && rules.doNotCall.has(row.to)) {
		return notAgain('doNotCall', 'The number is on the list of those that must not be called.');
	}
	if (row.attempts.some((attempt) => REACHED.has(outcomeOf(attempt, rules)))) {
		return notAgain('isReached', 'The person was reached.');
	}
	const outcome = lastOutcome(last, rules);
	if (outcome === null || outcome === 'unknown') {
		return notAgain('unknownOutcome', 'Nobody knows what became of the last call.');
	}
	if (!rules.chosen.has(outcome)) {
		return notAgain('notChosen', `What became of the last attempt is not chosen: ${outcome}.`);
	}
	if (row.attempts.length >= rules.mostAttempts) {
		return notAgain('tooManyAttempts', `There were ${row.attempts.length} attempts already.`);
	}
	if (last.scheduled === null || row.to === null || row.from === null) {
		return notAgain('unknownOutcome', 'The batch was deleted, and with it what the call needs.');
	}
	const { missing } = rowContext(rules.variables, last.scheduled.templateContext, {});
	return missing.length > 0 ? notAgain('badRow', needsValues(missing)) : null;
}

/** The next attempt for a row: as the last one, under a key of its own. */
function nextAttempt(row: RowState): CampaignRow {
	const last = lastAttempt(row);
	const { metadata = {}, templateContext = {}, outgoing } = last.scheduled ?? {};
	const { additionalParams } = outgoing ?? {};
	return {
		item: row.item,
		id: row.id,
		phoneNumber: row.to ?? '',
		from: row.from ?? '',
		templateContext,
		metadata: Object.fromEntries(
			Object.entries(metadata).filter(([key]) => !CAMPAIGN_KEYS.has(key)),
		),
		additionalParams: isObject(additionalParams) ? additionalParams : {},
		attempt: last.attempt + 1,
	};
}

/**
 * When a row may be called again at the earliest: after the window of its last attempt, so that it is never called twice in one. The end of
 * a horizon may have cut that window short: what is left of it, by the clocks of who is called, is passed over.
 */
function earliest(row: RowState, { from, window }: Calendar): number {
	const end = Date.parse(lastAttempt(row).windowEnd ?? '');
	if (Number.isNaN(end)) return from.getTime();
	const zones = row.to === null ? [] : timeZonesOf(row.to);
	const after = new Date(end + LAST_CALL_MS);
	const rest = isWithin(window, zones, after) ? nextOpening(window, zones, after) : null;
	// One that is open day and night has no end that could be waited for.
	const isCut = rest !== null && rest.end.getTime() - after.getTime() < DAY_MS;
	return Math.max(from.getTime(), isCut ? rest.end.getTime() : end);
}

/**
 * Who is called again and when, and who is not and why.
 * @param throttled what other calls of the campaign leave of its throttle
 */
export function planRedial(
	rows: readonly RowState[],
	rules: RedialRules,
	calendar: Calendar,
	throttled = new ThrottleRoom(calendar.callsPerMinute),
): CallPlan {
	const notCalled: LeftOut[] = [];
	const byStart = new Map<number, CampaignRow[]>();
	for (const row of rows) {
		const reason = reasonNotTo(row, rules);
		if (reason !== null) {
			notCalled.push({ item: row.item, id: row.id, to: row.to, ...reason });
			continue;
		}
		const start = earliest(row, calendar);
		byStart.set(start, [...(byStart.get(start) ?? []), nextAttempt(row)]);
	}
	const plans = [...byStart].map(([start, again]) =>
		planCalls(again, { ...calendar, from: new Date(start) }, throttled),
	);
	return {
		batches: plans
			.flatMap((plan) => plan.batches)
			.sort((one, other) => one.windowStart.getTime() - other.windowStart.getTime()),
		notCalled: [...notCalled, ...plans.flatMap((plan) => plan.notCalled)],
	};
}
