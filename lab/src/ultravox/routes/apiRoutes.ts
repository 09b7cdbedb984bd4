import type { ApiRoutes } from '../apiRoute';
import { accountRoutes } from './accountRoutes';
import { accountTelephonyRoutes } from './accountTelephonyRoutes';
import { agentRoutes } from './agentRoutes';
import { agentUsageRoutes } from './agentUsageRoutes';
import { apiKeyRoutes } from './apiKeyRoutes';
import { batchRoutes } from './batchRoutes';
import { callDetailRoutes } from './callDetailRoutes';
import { callRoutes } from './callRoutes';
import { callStageRoutes } from './callStageRoutes';
import { catalogRoutes } from './catalogRoutes';
import { corpusRoutes } from './corpusRoutes';
import { corpusSourceRoutes } from './corpusSourceRoutes';
import { deletedCallRoutes } from './deletedCallRoutes';
import { schemaRoutes } from './schemaRoutes';
import { sipRoutes } from './sipRoutes';
import { telephonyConfigRoutes } from './telephonyConfigRoutes';
import { telephonyXmlRoutes } from './telephonyXmlRoutes';
import { throttleRoutes } from './throttleRoutes';
import { toolRoutes } from './toolRoutes';
import { voiceRoutes } from './voiceRoutes';
import { webhookRoutes } from './webhookRoutes';

/** All operations of the REST API that the lab plays. */
export const apiRoutes: ApiRoutes = {
	...accountRoutes,
	...accountTelephonyRoutes,
	...agentRoutes,
	...agentUsageRoutes,
	...apiKeyRoutes,
	...batchRoutes,
	...callRoutes,
	...callDetailRoutes,
	...callStageRoutes,
	...catalogRoutes,
	...corpusRoutes,
	...corpusSourceRoutes,
	...deletedCallRoutes,
	...schemaRoutes,
	...sipRoutes,
	...telephonyConfigRoutes,
	...telephonyXmlRoutes,
	...throttleRoutes,
	...toolRoutes,
	...voiceRoutes,
	...webhookRoutes,
};
