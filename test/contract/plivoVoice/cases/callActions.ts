import type { ContractCase } from '../../operations/contractCase';
import { alikeCallActionCases } from './callActionsAlike';
import { ownCallActionCases } from './callActionsOwn';

/** The cases of what is done to a call. */
export const callActionCases: ContractCase[] = [...alikeCallActionCases, ...ownCallActionCases];
