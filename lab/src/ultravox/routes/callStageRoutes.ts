import { encodeWav } from '../../audio/wav';
import { prepareUtterance } from '../../audio/utterance';
import { notFound } from '../apiErrors';
import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import type { CallStage } from '../callHistory';
import { callStageJson } from '../calls/callStageJson';
import { callToolsJson } from '../calls/callToolJson';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { paginate } from '../pagination';
import { inGivenOrder } from '../sorting';
import { callOf } from './callRoutes';

const STAGES = '/api/calls/{call_id}/stages';
const STAGE = `${STAGES}/{call_stage_id}`;
const AUDIO_RATE = 16_000;

/** The parts of a call: their settings, messages, tools, and what each message sounded like (ultravox.md §2.6). */
export const callStageRoutes: ApiRoutes = {
	[`GET ${STAGES}`]: (request) => {
		const call = callOf(request);
		const stages = call.history.stages.map((stage) => callStageJson(call, stage));
		return ok(paginate(inGivenOrder(stages), request.url));
	},
	[`GET ${STAGE}`]: (request) => {
		const { call, stage } = stageOf(request);
		return ok(callStageJson(call, stage));
	},
	[`GET ${STAGE}/messages`]: (request) => {
		const { call, stage } = stageOf(request);
		const messages = call.history.messagesOf(stage.callStageId);
		return ok(paginate(inGivenOrder(messages), request.url));
	},
	[`GET ${STAGE}/messages/{call_stage_message_index}/audio`]: async (request) =>
		await messageAudio(request),
	[`GET ${STAGE}/tools`]: (request) => ok(callToolsJson(stageOf(request).stage)),
	'GET /api/calls/{call_id}/tools': (request) => {
		const last = callOf(request).history.stages.at(-1);
		return ok(last ? callToolsJson(last) : []);
	},
};

/** Only what was said aloud has a sound. */
async function messageAudio(request: ApiRequest): Promise<ApiAnswer> {
	const { call, stage } = stageOf(request);
	const index = Number(request.parameters.call_stage_message_index);
	const message = call.history
		.messagesOf(stage.callStageId)
		.find(({ callStageMessageIndex }) => callStageMessageIndex === index);
	const wasSpoken = message?.medium === 'MESSAGE_MEDIUM_VOICE' && message.timespan !== undefined;
	if (!message || !wasSpoken) throw notFound();
	const samples = await prepareUtterance(message.text, AUDIO_RATE);
	return {
		status: 200,
		body: encodeWav({ sampleRate: AUDIO_RATE, samples }),
		headers: { 'content-type': request.state.variants.messageAudioType },
	};
}

function stageOf(request: ApiRequest): { call: LabUltravoxCall; stage: CallStage } {
	const call = callOf(request);
	const { call_stage_id } = request.parameters;
	const stage = call.history.stages.find(({ callStageId }) => callStageId === call_stage_id);
	if (!stage) throw notFound();
	return { call, stage };
}
