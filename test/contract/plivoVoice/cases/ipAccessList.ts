import type { ContractCase } from '../../operations/contractCase';
import { ipAccessListAddressCases } from './ipAccessListAddresses';
import { ipAccessListResourceCases } from './ipAccessListResource';

/** The cases of IP access lists. */
export const ipAccessListCases: ContractCase[] = [
	...ipAccessListAddressCases,
	...ipAccessListResourceCases,
];
