import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../../../../nodes/shared/providerFailure';
import { wasHandedOver } from '../../../../nodes/shared/callResult/plivoLeg';

test("P2.11 Plivo's record of the human's leg comes late: it is waited for", async () => {
	const callUuid = randomUUID();
	const leg = { parent_call_uuid: callUuid, answer_time: '2026-11-20 10:00:30+00:00' };
	let asked = 0;
	const context = {
		getNode: () => ({ name: 'Trigger' }),
		getCredentials: async () => ({ authId: 'MAUNITTEST0000000000', authToken: 'token' }),
		helpers: {
			httpRequestWithAuthentication: async () => {
				asked += 1;
				return { objects: asked === 1 ? [] : [{ ...leg, parent_call_uuid: 'other' }, leg] };
			},
		},
	} as unknown as RequestContext;
	expect(await wasHandedOver(context, callUuid)).toBe(true);
	expect(asked).toBe(2);
});
