import type { ContractCase } from '../../operations/contractCase';
import { originationUriCreationCases } from './originationUriCreation';
import { originationUriReadCases } from './originationUriReads';
import { originationUriUpdateCases } from './originationUriUpdates';

/** The cases of origination URIs. */
export const originationUriCases: ContractCase[] = [
	...originationUriCreationCases,
	...originationUriUpdateCases,
	...originationUriReadCases,
];
