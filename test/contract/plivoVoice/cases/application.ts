import type { ContractCase } from '../../operations/contractCase';
import { applicationChangeCases } from './applicationChanges';
import { applicationCreationCases } from './applicationCreation';
import { applicationReadCases } from './applicationReads';

/** The cases of applications. */
export const applicationCases: ContractCase[] = [
	...applicationCreationCases,
	...applicationReadCases,
	...applicationChangeCases,
];
