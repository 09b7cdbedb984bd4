import type { ContractCase } from '../../operations/contractCase';
import { againProvisionCases } from './provisionAgain';
import { freshProvisionCases } from './provisionFresh';
import { numberProvisionCases } from './provisionNumbers';
import { refusedProvisionCases } from './provisionRefused';
import { stoppedProvisionCases } from './provisionStopped';

/** undefined */
export const provisionCases: ContractCase[] = [
	...freshProvisionCases,
	...refusedProvisionCases,
	...againProvisionCases,
	...stoppedProvisionCases,
	...numberProvisionCases,
];
