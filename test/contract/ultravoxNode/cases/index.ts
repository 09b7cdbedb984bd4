import type { ContractCase } from '../../operations/contractCase';
import { agentCases } from './agent';
import { callCases } from './call';
import { callThrottleCases } from './callThrottle';
import { batchCases } from './batch';
import { confirmationCases } from './confirmation';
import { connectAgentCases } from './connectAgent';
import { plivoConfigurationCases } from './plivoConfiguration';
import { sipCases } from './sip';
import { sipRegistrationCases } from './sipRegistration';
import { telnyxConfigurationCases } from './telnyxConfiguration';
import { twilioConfigurationCases } from './twilioConfiguration';
import { webhookCases } from './webhook';
import { accountCases } from './account';
import { corpusCases } from './corpus';
import { corpusSourceCases } from './corpusSource';
import { modelCases } from './model';
import { toolCases } from './tool';
import { unknownOutcomeCases } from './unknownOutcome';
import { voiceCases } from './voice';

export const allCases: ContractCase[] = [
	...agentCases,
	...callCases,
	...callThrottleCases,
	...batchCases,
	...confirmationCases,
	...connectAgentCases,
	...plivoConfigurationCases,
	...sipCases,
	...sipRegistrationCases,
	...telnyxConfigurationCases,
	...twilioConfigurationCases,
	...webhookCases,
	...accountCases,
	...corpusCases,
	...corpusSourceCases,
	...modelCases,
	...toolCases,
	...voiceCases,
	...unknownOutcomeCases,
];
