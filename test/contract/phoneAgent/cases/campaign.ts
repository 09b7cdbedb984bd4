import type { ContractCase } from '../../operations/contractCase';
import { campaignPreviewCases } from './campaignPreview';
import { campaignRedialCases } from './campaignRedial';
import { campaignResultCases } from './campaignResults';
import { campaignStartCases } from './campaignStart';
import { campaignStopCases } from './campaignStops';

/** The cases of campaigns. */
export const campaignCases: ContractCase[] = [
	...campaignStartCases,
	...campaignPreviewCases,
	...campaignStopCases,
	...campaignResultCases,
	...campaignRedialCases,
];
