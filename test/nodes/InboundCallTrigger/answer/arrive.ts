import { receive } from '../../../../nodes/InboundCallTrigger/answer/receive';
import { inMovedTime } from '../../movedTime';
import type { FakeWebhookOptions } from './fakeWebhook';
import { fakeWebhook, ultravoxCall } from './fakeWebhook';

/** A request arrives at the trigger: what it is answered with, and the items that come out. */
export async function arrive(options: Partial<FakeWebhookOptions> = {}) {
	const webhook = fakeWebhook({ ultravox: () => ultravoxCall(), ...options });
	const result = await inMovedTime(receive.call(webhook.context));
	const data = result.workflowData;
	return {
		...webhook,
		result,
		answered: data?.[0]?.[0]?.json,
		ended: data?.[1]?.[0]?.json,
		xml: webhook.sent[0]?.body ?? '',
	};
}
