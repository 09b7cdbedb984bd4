import { AN_API_ID, waitingCall } from './callActionsLab';
import type { ActionLab } from './callActionsLab';
import type { StreamPeer } from './customer';
import type { PhoneLab } from './phoneLab';
import type { PlivoVariants } from '../../src/plivo/variants';

/** A call with a stream of the API. */
export interface RunningStream extends ActionLab {
	peer: StreamPeer;
	streamId: string;
}

/** A stream that the API has started on a call, after its `start`. */
export async function startStream(
	body: Record<string, unknown> = {},
	variants: Partial<PlivoVariants> = {},
): Promise<RunningStream> {
	const waiting = await waitingCall(variants);
	const { lab, path } = waiting;
	lab.customer.on('/status', '');
	const started = await lab.api('POST', `${path}/Stream/`, {
		service_url: `${lab.customer.wsUrl}/service?x=1`,
		status_callback_url: `${lab.customer.url}/status`,
		...body,
	});
	expect(started).toEqual({
		status: 202,
		body: { api_id: AN_API_ID, message: 'audio streaming started', stream_id: AN_API_ID },
	});
	const peer = await lab.customer.nextStream();
	await peer.waitForEvent('start');
	return { ...waiting, peer, streamId: started.body.stream_id as string };
}

/** The events the status callback was told, in order. */
export function statuses(lab: PhoneLab): (string | undefined)[] {
	return lab.customer.at('/status').map(({ fields }) => fields.Event);
}
