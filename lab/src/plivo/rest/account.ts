import type { FastifyInstance } from 'fastify';
import { withApiId } from './answers';
import type { RestContext } from './context';

/** `GET /v1/Account/{auth_id}/`: the cheapest test of credentials (plivo.md §1). */
export function accountRoutes(server: FastifyInstance, { account }: RestContext): void {
	server.get('/', { prefixTrailingSlash: 'slash' }, async () =>
		withApiId({
			account_type: 'standard',
			address: '1 Laboratory Road',
			auth_id: account.authId,
			auto_recharge: false,
			billing_mode: 'prepaid',
			cash_credits: account.cashCredits,
			city: 'Localhost',
			name: 'Phone Lab',
			resource_uri: account.resourceUri(''),
			state: '',
			timezone: account.timeZone.name,
		}),
	);
}
