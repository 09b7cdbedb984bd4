import type { FastifyInstance } from 'fastify';
import { ApiRefusal } from '../answers';
import type { RestContext } from '../context';
import { trunkCallRoutes } from './calls';
import { credentialRoutes } from './credentials';
import { ipAccessControlListRoutes } from './ipAccessControlLists';
import { trunkRoutes } from './trunks';
import { uriRoutes } from './uris';

/** `/Zentrunk/`: SIP trunking (plivo.md §2). All of it is a 403 on an account that has none. */
export function zentrunkRoutes(server: FastifyInstance, context: RestContext): void {
	server.register(
		async (scope) => {
			scope.addHook('preHandler', async () => {
				if (!context.account.zentrunk.enabled) {
					throw new ApiRefusal(403, 'SIP trunking is not enabled for this account');
				}
			});
			credentialRoutes(scope, context);
			ipAccessControlListRoutes(scope, context);
			uriRoutes(scope, context);
			trunkRoutes(scope, context);
			trunkCallRoutes(scope, context);
		},
		{ prefix: '/Zentrunk' },
	);
}
