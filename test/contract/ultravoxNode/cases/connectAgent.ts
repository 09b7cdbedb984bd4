import type { ContractCase } from '../../operations/contractCase';
import { connectedAgentCases } from './connectAgentDone';
import { undoneAgentCases } from './connectAgentUndone';

/** The cases of connecting an agent to a number. */
export const connectAgentCases: ContractCase[] = [...connectedAgentCases, ...undoneAgentCases];
