import { outboundCallCases } from './cases/outboundCalls';
import { checkProviderCases } from './support/checkProviderCases';

checkProviderCases(outboundCallCases);
