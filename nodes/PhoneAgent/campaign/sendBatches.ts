import type { ScheduledBatch } from '../../shared/callingHours/schedule';
import { given } from '../../shared/operations/given';
import { CALL_KEY_METADATA_KEY } from '../../shared/placedCall';
import { statusOf, wasRefused } from '../../shared/providerStatus';
import { refusal } from '../../shared/refusal';
import { pauseUnlessStopped } from '../../shared/repeat';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign } from './campaignBatches';
import { batchesPath, findBatches } from './campaignBatches';
import { campaignCallKey } from './campaignMetadata';
import type { CampaignRow } from './campaignRow';
import { explainingPlan } from './explainingPlan';
import { notBefore } from './readCalendar';
import type { MadeBatch } from './rivalStarts';
import { yieldToRivals } from './rivalStarts';
import { scheduledCallBody } from './scheduledCallBody';

/** A batch that Ultravox has. */
export interface SentBatch extends ScheduledBatch<CampaignRow> {
	batchId: string;
}

/** A large batch takes Ultravox a while. */
const PATIENCE_MS = 120_000;
/** Milliseconds before each look for a batch whose answer was lost. */
const LOOKS_MS = [500, 2_000, 5_000, 10_000];

/** Ultravox takes no shorter ones: two minutes (ultravox.md §6). */
const SHORTEST_WINDOW_MS = 120_000;

/** What is known of the batches of a start. */
interface Sending {
	/** Those that Ultravox has. */
	sent: SentBatch[];
	/** The ids of all that the agent has. */
	known: Set<string>;
	/** Name of the call throttle they are all subject to. */
	throttle: string | undefined;
	/** What the user does to go on after something went wrong: `Redial again`. */
	again: string;
}

const keysOf = (campaign: Campaign, { rows }: ScheduledBatch<CampaignRow>): Set<string> =>
	new Set(rows.map(({ id, attempt }) => campaignCallKey(campaign.id, id, attempt)));

/** A batch that was sent without an answer, as soon as it shows; undefined when it does not. */
async function lostBatch(
	api: PhoneAgentApi,
	campaign: Campaign,
	sent: ReadonlySet<string>,
	known: ReadonlySet<string>,
): Promise<MadeBatch | undefined> {
	for (const pause of LOOKS_MS) {
		if (!(await pauseUnlessStopped(pause, api.context.getExecutionCancelSignal()))) return;
		// Ultravox may be out of reach for a moment: the next look may tell.
		const { batches } = await findBatches(api, campaign, known).catch(() => ({ batches: [] }));
		const found = batches.find(({ calls }) => {
			const keys = new Set(calls.map(({ metadata }) => metadata[CALL_KEY_METADATA_KEY] ?? ''));
			return keys.size === sent.size && [...sent].every((key) => keys.has(key));
		});
		if (found) return { ...found, keys: sent };
	}
	return undefined;
}

const callsWord = (count: number) => (count === 1 ? '1 call' : `${count} calls`);

/** What was scheduled before something went wrong: it stays so. */
function before(sent: readonly SentBatch[]): string {
	const count = sent.reduce((sum, { rows }) => sum + rows.length, 0);
	return count === 0
		? 'Nothing else was scheduled'
		: `${callsWord(count)} of the campaign ${count === 1 ? 'is' : 'are'} scheduled`;
}

/**
 * Schedules the batches of a campaign, one after another; none is sent a second time. One whose answer was lost is looked for.
 * @param options `known`: ids of the batches that the agent had before
 * @throws NodeApiError that says what was scheduled before, and what may have been
 */
export async function sendBatches(
	api: PhoneAgentApi,
	campaign: Campaign,
	batches: ReadonlyArray<ScheduledBatch<CampaignRow>>,
	options: Pick<Sending, 'again' | 'throttle'> & { known: Iterable<string> },
): Promise<SentBatch[]> {
	const sending: Sending = { ...options, sent: [], known: new Set(options.known) };
	for (const planned of batches) {
		const batch = { ...planned, windowStart: notBefore(planned.windowStart) };
		if (batch.windowEnd.getTime() - batch.windowStart.getTime() < SHORTEST_WINDOW_MS) {
			throw refusal(
				api,
				`The calling window of the next ${callsWord(batch.rows.length)} has passed meanwhile. ${before(sending.sent)}`,
				`${sending.again}: who is scheduled is left out`,
			);
		}
		if (api.context.getExecutionCancelSignal()?.aborted) {
			throw refusal(api, 'The execution was stopped', before(sending.sent));
		}
		const made = await sendBatch(api, campaign, batch, sending);
		await yieldToRivals(api, campaign, made, sending);
		sending.known.add(made.batchId);
		sending.sent.push({ ...batch, batchId: made.batchId });
	}
	return sending.sent;
}

/** Sends one batch, once. */
async function sendBatch(
	api: PhoneAgentApi,
	campaign: Campaign,
	batch: ScheduledBatch<CampaignRow>,
	sending: Sending,
): Promise<MadeBatch> {
	const { sent, known, throttle, again } = sending;
	const keys = keysOf(campaign, batch);
	const body = given({
		windowStart: batch.windowStart.toISOString(),
		windowEnd: batch.windowEnd.toISOString(),
		throttle,
		calls: batch.rows.map((row) => scheduledCallBody(campaign.id, row)),
	});
	const path = batchesPath(campaign.agentId);
	const count = batch.rows.length;
	let failure: unknown;
	let taken = count;
	try {
		const { batchId, created, totalCount } = await explainingPlan(
			api,
			async () =>
				await api.send({ method: 'POST', path, body, timeout: PATIENCE_MS, ringsPhone: true }),
		);
		taken = typeof totalCount === 'number' ? totalCount : count;
		if (typeof batchId === 'string' && batchId !== '' && taken === count) {
			return { batchId, created: String(created), keys };
		}
	} catch (error) {
		failure = error;
	}
	if (taken !== count) {
		throw refusal(
			api,
			`Ultravox took a batch with ${callsWord(taken)} instead of ${count}. ${before(sent)}`,
			`Look at Get Progress. ${again}: who is scheduled is left out`,
		);
	}
	const words = failure === undefined ? 'its answer has no batch' : (failure as Error).message;
	if (wasRefused(failure)) throw refused(api, failure, words, sending);
	const found = await lostBatch(api, campaign, keys, known);
	if (found !== undefined) return found;
	throw refusal(
		api,
		`Nobody knows whether ${callsWord(count)} ${count === 1 ? 'was' : 'were'} scheduled, so these phones may ring: ${words}. ${before(sent)}`,
		`Look at Get Progress in some minutes. ${again} after that: who is scheduled is left out`,
		failure,
	);
}

/** A batch that Ultravox certainly did not take. */
function refused(
	api: PhoneAgentApi,
	failure: unknown,
	words: string,
	{ sent, again }: Sending,
): unknown {
	const isForItself = statusOf(failure) === 400;
	// Of the account, the first refusal says everything.
	if (sent.length === 0 && !isForItself) return failure;
	const fit = isForItself
		? "If the calls do not fit into the window, set 'Most Calls per Window' or 'Calls per Minute'. "
		: '';
	return refusal(
		api,
		`${words}. ${before(sent)}`,
		`${fit}${again}: who is scheduled is left out`,
		failure,
	);
}
