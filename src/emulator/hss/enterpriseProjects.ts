/** The enterprise projects of the emulator besides the default one, "0". */
export const SECOND_ENTERPRISE_PROJECT = "5a1ee5b2-3f0c-4c8f-9c5e-6f8d0a7b1c2d";
export const THIRD_ENTERPRISE_PROJECT = "c07fe3d1-8b62-4f19-a4d0-2e9b71c5f860";
