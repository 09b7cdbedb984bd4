import { voiceCases } from './cases/voice';
import { checkCases } from './support/checkCases';

describe("Ultravox > Voice sends what the vendor's document says", () => checkCases(voiceCases));
