namespace McoaRouter.Wire;

/// <summary>
/// Mobility option types that mean something else to a router or its home agent, so that none of them can be the
/// Binding Identifier's.
/// </summary>
public static class AssignedMobilityOptions
{
    /// <summary>Whether a type is taken by one of the specifications that both ends speak.</summary>
    public static bool Contains(int type)
    {
        switch (type)
        {
            case 0: // Pad1, RFC 6275 §6.2.2
            case 1: // PadN, §6.2.3
            case 2: // Binding Refresh Advice, §6.2.4
            case 3: // Alternate Care-of Address, §6.2.5
            case 4: // Nonce Indices, §6.2.6
            case 5: // Binding Authorization Data, §6.2.7
            case 6: // Mobile Network Prefix, RFC 3963 §4.3
            case 7: // Mobility Header Link-Layer Address, RFC 5568 §6.4.4
            case 8: // MN Identifier, RFC 4283 §3
            case 9: // Mobility Message Authentication, RFC 4285 §5
            case 10: // Mobility Message Replay Protection, RFC 4285 §6
            case 29: // IPv4 Home Address, RFC 5555 §3.1.1
            case 30: // IPv4 Address Acknowledgement, RFC 5555 §3.2.1
            case 31: // NAT Detection, RFC 5555 §3.2.2
            case 32: // IPv4 Care-of Address, RFC 5555 §3.1.2
            case 44: // Flow Summary, RFC 6089 §4.2.2
            case 45: // Flow Identification, RFC 6089 §4.2
                return true;
            default:
                return false;
        }
    }
}
