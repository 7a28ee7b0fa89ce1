import { startMicrosoftWorld } from './microsoft-world';
import { honoursTheProviderContract } from './provider-contract';

honoursTheProviderContract('Outlook Calendar', startMicrosoftWorld);
