import type { ContractCase } from '../../operations/contractCase';
import { batchAdditionCases } from './batchAdditions';
import { batchChangeCases } from './batchChanges';
import { batchCreationCases } from './batchCreation';

/** undefined */
export const batchCases: ContractCase[] = [
	...batchCreationCases,
	...batchAdditionCases,
	...batchChangeCases,
];
