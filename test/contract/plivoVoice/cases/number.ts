import type { ContractCase } from '../../operations/contractCase';
import { numberChangeCases } from './numberChanges';
import { numberPurchaseCases } from './numberPurchases';
import { numberReadCases } from './numberReads';

export const numberCases: ContractCase[] = [
	...numberReadCases,
	...numberPurchaseCases,
	...numberChangeCases,
];
