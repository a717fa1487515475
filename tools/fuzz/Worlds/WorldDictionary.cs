using System;
using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>Octets that mean something in the packets of a <see cref="FuzzWorld"/>.</summary>
internal static class WorldDictionary
{
    private static readonly string[] s_addresses =
    [
        "2001:db8:1::100", "2001:db8:1::1", "2001:db8:1:0:fdff:ffff:ffff:fffe", "2001:db8:cc::80", "2001:db8:a:1::17",
        "2001:db8:b:2::29", "2001:db8:c:3::30", "2001:db8:100:1::7", "2001:db8:100:1::1", "fe80::1", "ff02::1", "::", "::1",
        "::ffff:198.51.100.17", "2001:db8:200::5", "192.0.2.1", "198.51.100.17", "203.0.113.29",
    ];

    // Options and headers from RFC 6275 §6.1, §6.2, §6.7; RFC 3963 §4.3; RFC 5648 §4.1; RFC 6089 §4; RFC 4283; RFC 4285;
    // RFC 5555 §3; ICMPv6's types.
    private static readonly string[] s_octets =
    [
        "29", "2b", "3c", "3a", "87", "11", "3b", "2c", "32", "33", "00", "0100", "0104", "00000000",
        "c910", "02100", "0202", "0310", "0401", "0504", "0602", "0612", "0706", "0801", "0915", "0901", "0a08", "0911", "23", "2304",
        "2314", "2308", "2d", "2d06", "2d16", "2c02", "2104", "1d04", "1e04", "1f04", "060000", "050000", "0500c000", "06010000",
        "3b0005", "3b0105", "3b0006", "3b0000", "3b0001", "3b0101", "3b0002", "3b0003", "3b0203", "3b0004", "3b0007", "3b02070100",
        "80000000", "8100", "0100", "0200", "0300", "0400", "9000", "9100", "9200", "9300", "85", "86", "87", "88", "89",
        "2b02020100000000", "3c02", "105f", "c910", "ffffffff", "7fffffff", "8000", "ffff", "4500", "60000000",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. s_addresses.Select(FuzzWorld.Address),
        .. s_octets.Select(octets => Convert.FromHexString(octets.Length % 2 == 0 ? octets : octets + "0")),
    ];
}
