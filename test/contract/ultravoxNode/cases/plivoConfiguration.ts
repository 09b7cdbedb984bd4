import type { ContractCase } from '../../operations/contractCase';
import { changedConfigurationCases } from './plivoConfigurationChanges';
import { createdConfigurationCases } from './plivoConfigurationCreation';
import { ensuredConfigurationCases } from './plivoConfigurationEnsured';

/** undefined */
export const plivoConfigurationCases: ContractCase[] = [
	...createdConfigurationCases,
	...changedConfigurationCases,
	...ensuredConfigurationCases,
];
