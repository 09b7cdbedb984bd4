import type { ContractCase } from '../../operations/contractCase';
import { agentCallMediumCases } from './agentCallMedia';
import { agentCallCases } from './agentCalls';
import { callActionCases } from './callActions';
import { callCreationCases } from './callCreation';
import { callFileCases } from './callFiles';
import { callMessageCases } from './callMessages';
import { callReadCases } from './callReads';
import { callStageCases } from './callStages';
import { continuedCallCases } from './continuedCalls';
import { callVariantCases } from './everyMediumAndVoice';

export const callCases: ContractCase[] = [
	...agentCallCases,
	...agentCallMediumCases,
	...callCreationCases,
	...callVariantCases,
	...continuedCallCases,
	...callReadCases,
	...callMessageCases,
	...callStageCases,
	...callActionCases,
	...callFileCases,
];
