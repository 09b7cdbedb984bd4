import type { ContractCase } from '../../operations/contractCase';
import { agentAllowanceCases } from './agentAllowance';
import { agentConnectionCases } from './agentConnection';
import { agentCreationCases } from './agentCreation';
import { agentReadCases } from './agentReads';
import { agentRefusalCases } from './agentRefusals';
import { agentUpdateCases } from './agentUpdates';

/** The cases of simple agents. */
export const agentCases: ContractCase[] = [
	...agentCreationCases,
	...agentRefusalCases,
	...agentAllowanceCases,
	...agentReadCases,
	...agentUpdateCases,
	...agentConnectionCases,
];
