import type { ApiRoutes } from '../apiRoute';
import { accountRoutes } from './accountRoutes';
import { agentRoutes } from './agentRoutes';
import { callDetailRoutes } from './callDetailRoutes';
import { callRoutes } from './callRoutes';
import { catalogRoutes } from './catalogRoutes';
import { telephonyConfigRoutes } from './telephonyConfigRoutes';
import { webhookRoutes } from './webhookRoutes';

/** All operations of the REST API that the lab plays. */
export const apiRoutes: ApiRoutes = {
	...accountRoutes,
	...agentRoutes,
	...callRoutes,
	...callDetailRoutes,
	...catalogRoutes,
	...telephonyConfigRoutes,
	...webhookRoutes,
};
