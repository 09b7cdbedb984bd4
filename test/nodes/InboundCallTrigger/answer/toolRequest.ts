import type { ToolClaims } from '../../../../nodes/shared/callTools/toolToken';
import { sealToolToken, TOOL_TOKEN_HEADER } from '../../../../nodes/shared/callTools/toolToken';
import { CALL_ID_PARAMETER } from '../../../../nodes/shared/callTools/fieldParameters';
import type { FakeWebhookOptions } from './fakeWebhook';

/** The API key of `fakeWebhook`. */
const API_KEY = 'key';

/** A request of a tool, as Ultravox sends it. */
export function fromTool(
	claims: ToolClaims,
	body: Record<string, unknown>,
	{ secret = API_KEY, callId }: { secret?: string; callId: string },
): Pick<FakeWebhookOptions, 'event' | 'rawBody' | 'headers' | 'signature'> {
	return {
		event: `?event=tool&tool=${claims.tool}`,
		rawBody: JSON.stringify({ ...body, [CALL_ID_PARAMETER]: callId }),
		signature: null,
		headers: { [TOOL_TOKEN_HEADER]: sealToolToken(claims, secret) },
	};
}
