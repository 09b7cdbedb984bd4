import { connectAgentCases } from './cases/connectAgent';
import { plivoConfigurationCases } from './cases/plivoConfiguration';
import { checkCases } from './support/checkCases';

describe("Ultravox > Plivo Configuration sends what the vendor's document says", () =>
	checkCases([...plivoConfigurationCases, ...connectAgentCases]));
