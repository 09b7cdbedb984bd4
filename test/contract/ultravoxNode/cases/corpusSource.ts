import type { ContractCase } from '../../operations/contractCase';
import { corpusSourceChangeCases } from './corpusSourceChanges';
import { corpusSourceCreationCases } from './corpusSourceCreation';
import { corpusSourceReadCases } from './corpusSourceReads';

/** undefined */
export const corpusSourceCases: ContractCase[] = [
	...corpusSourceCreationCases,
	...corpusSourceReadCases,
	...corpusSourceChangeCases,
];
