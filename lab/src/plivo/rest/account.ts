import type { FastifyInstance } from 'fastify';
import { withApiId } from './answers';
import type { RestContext } from './context';
import { readBody } from './context';
import { anyText } from './fields';

/** `/v1/Account/{auth_id}/`: the cheapest test of credentials (plivo.md §1). */
export function accountRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants } = context;
	// npm plivo asks with two slashes at the end.
	for (const path of ['/', '//']) {
		const options = { prefixTrailingSlash: 'slash' } as const;

		server.get(path, options, async () =>
			withApiId({
				account_type: 'standard',
				...account.profile,
				auth_id: account.authId,
				auto_recharge: false,
				billing_mode: 'prepaid',
				cash_credits: account.cashCredits,
				resource_uri: account.resourceUri(''),
				timezone: account.timeZone.name,
			}),
		);

		server.post(path, options, async (request, reply) => {
			const changes = readBody(request, context, {
				name: { check: anyText },
				city: { check: anyText },
				address: { check: anyText },
			});
			Object.assign(account.profile, changes);
			return reply.code(variants.updateStatus).send(withApiId({ message: 'changed' }));
		});
	}
}
