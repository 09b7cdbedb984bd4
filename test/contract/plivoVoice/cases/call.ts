import type { ContractCase } from '../../operations/contractCase';
import { callActionCases } from './callActions';
import { callLookupCases } from './callLookups';
import { callMakeCases } from './callMake';

export const callCases: ContractCase[] = [...callMakeCases, ...callLookupCases, ...callActionCases];
