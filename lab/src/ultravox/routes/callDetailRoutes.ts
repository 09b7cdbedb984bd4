import { refusal } from '../apiErrors';
import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { sipLogs } from '../calls/sipLogs';
import { paginate } from '../pagination';
import { storeRecording, storeSipLogs } from '../recordingStorage';
import { inGivenOrder } from '../sorting';
import { callOf } from './callRoutes';

const SEVERITIES = ['debug', 'info', 'warning', 'error'];

/** What belongs to a call: messages, events, its recording, its SIP logs (ultravox.md §2.3 to §2.5). */
export const callDetailRoutes: ApiRoutes = {
	'GET /api/calls/{call_id}/messages': (request) => {
		const { history } = callOf(request);
		const isInCall = request.url.searchParams.get('mode') === 'in_call';
		const messages = isInCall
			? history.messages.filter(({ timespan }) => timespan !== undefined)
			: history.messagesOf(history.callStageId);
		return ok(paginate(inGivenOrder(messages), request.url));
	},
	'GET /api/calls/{call_id}/events': (request) => {
		const { searchParams } = request.url;
		const least = SEVERITIES.indexOf(searchParams.get('minimum_severity') ?? 'info');
		const type = searchParams.get('type');
		const events = callOf(request).history.events.filter(
			(event) =>
				SEVERITIES.indexOf(event.severity) >= least && (type === null || event.type === type),
		);
		return ok(paginate(inGivenOrder(events), request.url));
	},
	'GET /api/calls/{call_id}/recording': (request) => recording(request),
	'GET /api/calls/{call_id}/sip_logs': (request): ApiAnswer => {
		const call = callOf(request);
		const logs = sipLogs(call);
		if (logs === undefined) return { status: 404 };
		if (!call.endPublished) return { status: 425 };
		return { status: 302, headers: { location: storeSipLogs(request.state, call, logs) } };
	},
};

function recording(request: ApiRequest): ApiAnswer {
	const { state } = request;
	const call = callOf(request);
	const wav = call.recording;
	if (!wav) throw refusal(state.variants.missingRecordingStatus, 'There is no recording.');
	if (state.variants.recordingDelivery === 'direct') {
		return { status: 200, body: wav, headers: { 'content-type': 'audio/wav' } };
	}
	return { status: 302, headers: { location: storeRecording(state, call, wav) } };
}
