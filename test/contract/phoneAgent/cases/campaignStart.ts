import type { ContractCase } from '../../operations/contractCase';
import { campaignNotStartedCases } from './campaignNotStarted';
import { campaignStartedCases } from './campaignStarted';

/** The cases of Start. */
export const campaignStartCases: ContractCase[] = [
	...campaignStartedCases,
	...campaignNotStartedCases,
];
