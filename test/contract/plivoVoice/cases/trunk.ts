import type { ContractCase } from '../../operations/contractCase';
import { trunkChangeCases } from './trunkChanges';
import { trunkCreationCases } from './trunkCreation';
import { trunkReadCases } from './trunkReads';

/** The cases of trunks. */
export const trunkCases: ContractCase[] = [
	...trunkCreationCases,
	...trunkChangeCases,
	...trunkReadCases,
];
