namespace McoaRouter.Tests.Correspondents;

/// <summary>
/// One whole exchange between a router and a correspondent, laid out by hand from RFC 6275 §6.1 and §6.2 with cookies,
/// tokens, keys and checksums computed outside this code: the router seeded with octets 1 to 24, the correspondent with
/// 65 to 88, one uplink.
/// </summary>
internal static class ExchangeVectors
{
    /// <summary>The Home Test Init in its tunnel.</summary>
    internal static byte[] HomeTestInit()
    {
        return Hex.Read(
            "6000 0000 0038 2940 2001 0DB8 000A 0001 0000 0000 0000 0017 2001 0DB8 0001 0000"
            + "0000 0000 0000 0001 6000 0000 0010 8740 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "2001 0DB8 00CC 0000 0000 0000 0000 0080 3B01 0100 0F07 0000 3542 B7FB AF1E BA44");
    }

    /// <summary>The Care-of Test Init.</summary>
    internal static byte[] CareOfTestInit()
    {
        return Hex.Read(
            "6000 0000 0010 8740 2001 0DB8 000A 0001 0000 0000 0000 0017 2001 0DB8 00CC 0000"
            + "0000 0000 0000 0080 3B01 0200 6592 0000 93A7 60C4 998C 71FC");
    }

    /// <summary>The Home Test, without a tunnel.</summary>
    internal static byte[] HomeTest()
    {
        return Hex.Read(
            "6000 0000 0018 8740 2001 0DB8 00CC 0000 0000 0000 0000 0080 2001 0DB8 0001 0000"
            + "0000 0000 0000 0100 3B02 0300 2B3F B0EF 3542 B7FB AF1E BA44 7770 5349 B59D B077");
    }

    /// <summary>The Care-of Test.</summary>
    internal static byte[] CareOfTest()
    {
        return Hex.Read(
            "6000 0000 0018 8740 2001 0DB8 00CC 0000 0000 0000 0000 0080 2001 0DB8 000A 0001"
            + "0000 0000 0000 0017 3B02 0400 E53A B0EF 93A7 60C4 998C 71FC 14AD B1E0 1FA0 E730");
    }

    /// <summary>The Binding Update of the draft: BID 1, priority 200, 420 s.</summary>
    internal static byte[] DraftUpdate()
    {
        return Hex.Read(
            "6000 0000 0040 3C40 2001 0DB8 000A 0001 0000 0000 0000 0017 2001 0DB8 00CC 0000"
            + "0000 0000 0000 0080 8702 0102 0000 C910 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "3B04 0500 A962 F061 8000 0069 2304 0001 C800 0404 B0EF B0EF 0100 050C ACC4 C175"
            + "9981 C9F7 7782 A733");
    }

    /// <summary>Its acknowledgement.</summary>
    internal static byte[] DraftAnswer()
    {
        return Hex.Read(
            "6000 0000 0038 2B40 2001 0DB8 00CC 0000 0000 0000 0000 0080 2001 0DB8 000A 0001"
            + "0000 0000 0000 0017 8702 0201 0000 0000 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "3B03 0600 8CBC 0000 F061 0069 2304 0001 0000 050C F958 B5C1 3628 B1F7 4CEA D6D8");
    }

    /// <summary>The Binding Update that removes BID 1 by the home keygen token alone.</summary>
    internal static byte[] DraftRemoval()
    {
        return Hex.Read(
            "6000 0000 0040 3C40 2001 0DB8 000A 0001 0000 0000 0000 0017 2001 0DB8 00CC 0000"
            + "0000 0000 0000 0080 8702 0102 0000 C910 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "3B04 0500 69E2 F062 8000 0000 2304 0001 0000 0404 B0EF 0000 0100 050C 42FB 1B17"
            + "BD49 4527 7046 D878");
    }

    /// <summary>Its acknowledgement.</summary>
    internal static byte[] DraftRemovalAnswer()
    {
        return Hex.Read(
            "6000 0000 0038 2B40 2001 0DB8 00CC 0000 0000 0000 0000 0080 2001 0DB8 000A 0001"
            + "0000 0000 0000 0017 8702 0201 0000 0000 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "3B03 0600 4261 0000 F062 0000 2304 0001 0000 050C E4CD AB63 9C73 E52A 239E D052");
    }

    /// <summary>The Binding Update of RFC 5648: O, and the care-of address in the option.</summary>
    internal static byte[] FinalUpdate()
    {
        return Hex.Read(
            "6000 0000 0058 3C40 2001 0DB8 000A 0001 0000 0000 0000 0017 2001 0DB8 00CC 0000"
            + "0000 0000 0000 0080 8702 0102 0000 C910 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "3B07 0500 90B4 F061 8040 0069 0104 0000 0000 2314 0001 001D 2001 0DB8 000A 0001"
            + "0000 0000 0000 0017 0404 B0EF B0EF 0102 0000 050C 1ED1 A0BF 3F24 5ED5 AAD7 994D");
    }

    /// <summary>Its acknowledgement.</summary>
    internal static byte[] FinalAnswer()
    {
        return Hex.Read(
            "6000 0000 0038 2B40 2001 0DB8 00CC 0000 0000 0000 0000 0080 2001 0DB8 000A 0001"
            + "0000 0000 0000 0017 8702 0201 0000 0000 2001 0DB8 0001 0000 0000 0000 0000 0100"
            + "3B03 0600 BFB2 0000 F061 0069 2304 0001 001D 050C 01F7 0E97 8850 454F EFC6 B9F5");
    }
}
