using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class MobilityMessageTests
{
    private const string Cookie = "0123456789abcdef";
    private const string OtherCookie = "fedcba9876543210";
    private const string Token = "1122334455667788";
    private const string OtherToken = "99aabbccddeeff00";
    private const string HomeOctets = "20010db8000100000000000000000100";
    private const string NoOctets = "00000000000000000000000000000000";

    private const string PlainRefreshRequest = "3b000000 67fb 0000";
    private const string RefreshRequest = "3b010000 43ec 0000 2304 0002 0000 0100";
    private const string HomeTestInit = "3b010100 c8bc 0000" + Cookie;
    private const string PlainCareOfTestInit = "3b010200 04e7 0000" + OtherCookie;
    private const string CareOfTestInit = "3b020200 e0d7 0000" + OtherCookie + "2304 0002 0000 0100";
    private const string HomeTest = "3b020300 b45c 0102" + Cookie + Token;
    private const string PlainCareOfTest = "3b020400 d077 fffe" + OtherCookie + OtherToken;
    private const string CareOfTest = "3b030400 2468 fffe" + OtherCookie + OtherToken + "2304 0002 8800 0100";
    private const string PlainError = "3b020700 31fe 0100" + HomeOctets;
    private const string Error = "3b030700 3ba9 0200" + NoOctets + "2304 0002 0000 0100";

    [TestMethod]
    public void Rfc6275_6_1_2_A_Refresh_Request_Is_Read()
    {
        Ipv6Packet packet = Checked(WireBench.HomeAgent, WireBench.Home, PlainRefreshRequest, 0);
        BindingRefreshRequest request = new BindingRefreshRequest(Vectors.Draft);
        Assert.IsTrue(request.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0, request.Options.BindingIdentifierCount);
        WireBench.AssertRefusal(Refusal.None, request.Refusal);
    }

    [TestMethod]
    public void Draft_6_4_A_Refresh_Request_Names_Its_Binding()
    {
        Ipv6Packet packet = Checked(WireBench.HomeAgent, WireBench.Home, RefreshRequest, 0);
        BindingRefreshRequest request = new BindingRefreshRequest(Vectors.Draft);
        Assert.IsTrue(request.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        AssertBid(packet, request.Options, BindingRefreshRequest.FixedLength);
    }

    [TestMethod]
    public void Rfc6275_6_1_2_A_Refresh_Request_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        int at = BindingRefreshRequest.Begin(buffer, 8);
        AssertWritten(PlainRefreshRequest, WireBench.HomeAgent, WireBench.Home, buffer, at);
        at = BindingRefreshRequest.Begin(buffer, 8);
        at = Vectors.Draft.WriteReference(buffer, 8, at, 2);
        AssertWritten(RefreshRequest, WireBench.HomeAgent, WireBench.Home, buffer, at);
    }

    [TestMethod]
    public void Rfc6275_6_1_3_A_Home_Test_Init_Is_Read_And_Written()
    {
        Ipv6Packet packet = Checked(WireBench.Home, WireBench.Correspondent, HomeTestInit, 1);
        TestInit init = new TestInit(Vectors.Draft);
        Assert.IsTrue(init.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        AssertOctets(Cookie, packet.Buffer, init.CookieOffset);
        Assert.AreEqual(0, init.Options.BindingIdentifierCount);
        byte[] buffer = WireBench.Dirty();
        int at = TestInit.Begin(buffer, 8, MobilityHeader.HomeTestInit, packet.Buffer, init.CookieOffset);
        AssertWritten(HomeTestInit, WireBench.Home, WireBench.Correspondent, buffer, at);
    }

    [TestMethod]
    public void Rfc6275_6_1_4_A_Care_Of_Test_Init_Is_Read_And_Written()
    {
        Ipv6Packet packet = Checked(WireBench.CareOf, WireBench.Correspondent, PlainCareOfTestInit, 2);
        TestInit init = new TestInit(Vectors.Draft);
        Assert.IsTrue(init.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        AssertOctets(OtherCookie, packet.Buffer, init.CookieOffset);
        byte[] buffer = WireBench.Dirty();
        int at = TestInit.Begin(buffer, 8, MobilityHeader.CareOfTestInit, Hex.Read("ff" + OtherCookie), 1);
        AssertWritten(PlainCareOfTestInit, WireBench.CareOf, WireBench.Correspondent, buffer, at);
    }

    [TestMethod]
    public void Rfc5648_4_3_A_Care_Of_Test_Init_May_Carry_A_Binding_Identifier()
    {
        Ipv6Packet packet = Checked(WireBench.CareOf, WireBench.Correspondent, CareOfTestInit, 2);
        TestInit init = new TestInit(Vectors.Draft);
        Assert.IsTrue(init.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        AssertBid(packet, init.Options, TestInit.FixedLength);
        byte[] buffer = WireBench.Dirty();
        int at = TestInit.Begin(buffer, 8, MobilityHeader.CareOfTestInit, Hex.Read(OtherCookie), 0);
        at = Vectors.Draft.WriteReference(buffer, 8, at, 2);
        AssertWritten(CareOfTestInit, WireBench.CareOf, WireBench.Correspondent, buffer, at);
    }

    [TestMethod]
    public void Rfc6275_6_1_5_A_Home_Test_Is_Read_And_Written()
    {
        Ipv6Packet packet = Checked(WireBench.Correspondent, WireBench.Home, HomeTest, 3);
        TestReply reply = new TestReply(Vectors.Draft);
        Assert.IsTrue(reply.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0x0102, reply.NonceIndex);
        AssertOctets(Cookie, packet.Buffer, reply.CookieOffset);
        AssertOctets(Token, packet.Buffer, reply.TokenOffset);
        byte[] buffer = WireBench.Dirty();
        int at = TestReply.Begin(
            buffer, 8, MobilityHeader.HomeTest, 0x0102, Hex.Read(Cookie), 0, Hex.Read("00" + Token), 1);
        AssertWritten(HomeTest, WireBench.Correspondent, WireBench.Home, buffer, at);
    }

    [TestMethod]
    public void Rfc6275_6_1_6_A_Care_Of_Test_Is_Read_And_Written()
    {
        Ipv6Packet packet = Checked(WireBench.Correspondent, WireBench.CareOf, PlainCareOfTest, 4);
        TestReply reply = new TestReply(Vectors.Draft);
        Assert.IsTrue(reply.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(0xFFFE, reply.NonceIndex);
        AssertOctets(OtherCookie, packet.Buffer, reply.CookieOffset);
        AssertOctets(OtherToken, packet.Buffer, reply.TokenOffset);
        byte[] buffer = WireBench.Dirty();
        int at = TestReply.Begin(
            buffer, 8, MobilityHeader.CareOfTest, 0xFFFE, Hex.Read(OtherCookie), 0, Hex.Read(OtherToken), 0);
        AssertWritten(PlainCareOfTest, WireBench.Correspondent, WireBench.CareOf, buffer, at);
    }

    [TestMethod]
    public void Rfc5648_4_3_A_Care_Of_Test_May_Carry_A_Binding_Identifier()
    {
        Ipv6Packet packet = Checked(WireBench.Correspondent, WireBench.CareOf, CareOfTest, 4);
        TestReply reply = new TestReply(Vectors.Draft);
        Assert.IsTrue(reply.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        AssertBid(packet, reply.Options, TestReply.FixedLength);
        Assert.AreEqual(
            0x88, BindingIdentifierOption.Status(packet.Buffer, reply.Options.BindingIdentifierAt(0)));
        byte[] buffer = WireBench.Dirty();
        int at = TestReply.Begin(
            buffer, 8, MobilityHeader.CareOfTest, 0xFFFE, Hex.Read(OtherCookie), 0, Hex.Read(OtherToken), 0);
        at = WireProfile.Rfc5648().WriteAnswer(buffer, 8, at, Hex.Read("2304 0002 0000"), 0, 0x88);
        AssertWritten(CareOfTest, WireBench.Correspondent, WireBench.CareOf, buffer, at);
    }

    [TestMethod]
    public void Rfc6275_6_1_9_A_Binding_Error_Is_Read_And_Written()
    {
        Ipv6Packet packet = Checked(WireBench.Correspondent, WireBench.CareOf, PlainError, 7);
        BindingError error = new BindingError(Vectors.Draft);
        Assert.IsTrue(error.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(BindingError.UnknownBinding, error.Status);
        Assert.AreEqual(WireBench.Home, Ipv6AddressText.Write(packet.Buffer, error.HomeAddressOffset));
        byte[] buffer = WireBench.Dirty();
        int at = BindingError.Begin(buffer, 8, BindingError.UnknownBinding, Hex.Address(WireBench.Home), 0);
        AssertWritten(PlainError, WireBench.Correspondent, WireBench.CareOf, buffer, at);
    }

    [TestMethod]
    public void Draft_6_5_A_Binding_Error_May_Name_The_Binding()
    {
        Ipv6Packet packet = Checked(WireBench.Correspondent, WireBench.CareOf, Error, 7);
        BindingError error = new BindingError(Vectors.Draft);
        Assert.IsTrue(error.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(BindingError.UnrecognizedMessage, error.Status);
        Assert.IsTrue(Ipv6Address.IsUnspecified(packet.Buffer, error.HomeAddressOffset));
        AssertBid(packet, error.Options, BindingError.FixedLength);
        byte[] buffer = WireBench.Dirty();
        int at = BindingError.Begin(buffer, 8, BindingError.UnrecognizedMessage, Hex.Address("::"), 0);
        at = Vectors.Draft.WriteReference(buffer, 8, at, 2);
        AssertWritten(Error, WireBench.Correspondent, WireBench.CareOf, buffer, at);
    }

    [TestMethod]
    public void Rfc6275_6_1_1_A_Checksum_Over_Other_Addresses_Or_Octets_Is_Refused()
    {
        AssertChecksum(WireBench.Correspondent, WireBench.CareOf, HomeTest);
        AssertChecksum(WireBench.Home, WireBench.HomeAgent, HomeTestInit);
        AssertChecksum(WireBench.HomeAgent, WireBench.Home, PlainRefreshRequest.Substring(0, 14) + "0001");
        AssertChecksum(WireBench.Correspondent, WireBench.CareOf, "3b020700 31fe 0200" + HomeOctets);
    }

    [TestMethod]
    public void Rfc6275_6_1_Reserved_Fields_Are_Ignored()
    {
        WireBench.AssertRefusal(Refusal.None, Read("3b0000ff 0000 ffff"));
        WireBench.AssertRefusal(Refusal.None, Read("3b0101ff 0000 ffff" + Cookie));
        WireBench.AssertRefusal(Refusal.None, Read("3b0102ff 0000 ffff" + Cookie));
        WireBench.AssertRefusal(Refusal.None, Read("3b0207ff 0000 01ff" + HomeOctets));
    }

    [TestMethod]
    public void Rfc6275_6_1_Unknown_Options_Are_Skipped()
    {
        WireBench.AssertRefusal(Refusal.None, Read("3b010000 0000 0000 fe02 0000 0102 0000"));
        WireBench.AssertRefusal(Refusal.None, Read("3b020100 0000 0000" + Cookie + "fe02 0000 0102 0000"));
        WireBench.AssertRefusal(Refusal.None, Read("3b030300 0000 0001" + Cookie + Token + "fe06 000000000000"));
        WireBench.AssertRefusal(Refusal.None, Read("3b030700 0000 0100" + HomeOctets + "fe06 000000000000"));
    }

    [TestMethod]
    public void Rfc6275_9_2_A_Message_Cut_At_Any_Length_Is_Refused()
    {
        AssertCuts(RefreshRequest, BindingRefreshRequest.FixedLength);
        AssertCuts(CareOfTestInit, TestInit.FixedLength);
        AssertCuts(CareOfTest, TestReply.FixedLength);
        AssertCuts(Error, BindingError.FixedLength);
    }

    private static Ipv6Packet Checked(string source, string destination, string message, int type)
    {
        Ipv6Packet packet = WireBench.Packet(ProtocolNumbers.Mobility, source, destination, message);
        WireBench.AssertRefusal(Refusal.None, MobilityHeader.Check(packet));
        Assert.AreEqual(type, MobilityHeader.Type(packet.Buffer, packet.PayloadOffset));
        return packet;
    }

    private static void AssertChecksum(string source, string destination, string message)
    {
        Ipv6Packet packet = WireBench.Packet(ProtocolNumbers.Mobility, source, destination, message);
        WireBench.AssertRefusal(Refusal.Checksum, MobilityHeader.Check(packet));
    }

    private static void AssertOctets(string expected, byte[] buffer, int offset)
    {
        byte[] octets = Hex.Read(expected);
        CollectionAssert.AreEqual(octets, WireBench.Slice(buffer, offset, octets.Length));
    }

    private static void AssertBid(Ipv6Packet packet, MobilityOptions options, int expectedAt)
    {
        Assert.AreEqual(1, options.BindingIdentifierCount);
        int at = options.BindingIdentifierAt(0);
        Assert.AreEqual(expectedAt, at - packet.PayloadOffset);
        Assert.AreEqual(2, BindingIdentifierOption.Bid(packet.Buffer, at));
    }

    /// <summary>The message stands at offset 8, so that an offset counted from the buffer would be seen.</summary>
    private static void AssertWritten(string expected, string source, string destination, byte[] buffer, int end)
    {
        byte[] octets = Hex.Read(expected);
        int length = MobilityHeader.Finish(
            buffer, 8, end, Hex.Address(source), 0, Hex.Address(destination), 0);
        Assert.AreEqual(octets.Length, length);
        CollectionAssert.AreEqual(octets, WireBench.Slice(buffer, 8, length));
        Assert.AreEqual(0xEE, (int)buffer[7]);
        Assert.AreEqual(0xEE, (int)buffer[8 + length]);
    }

    /// <summary>
    /// An option of 6 octets and padding of 2 follow the fixed part: at their ends a cut leaves a message.
    /// </summary>
    private static void AssertCuts(string message, int fixedLength)
    {
        byte[] octets = Hex.Read(message);
        for (int length = MobilityHeader.DataOffset; length < octets.Length; length++)
        {
            Refusal expected = length < fixedLength ? Refusal.Truncated
                : length == fixedLength || length == fixedLength + 6 ? Refusal.None
                : Refusal.OptionTruncated;
            WireBench.AssertRefusal(expected, Read(WireBench.Slice(octets, 0, length)));
        }
    }

    private static Refusal Read(string message)
    {
        return Read(Hex.Read(message));
    }

    private static Refusal Read(byte[] octets)
    {
        bool read;
        Refusal refusal;
        switch (MobilityHeader.Type(octets, 0))
        {
            case MobilityHeader.BindingRefreshRequest:
                BindingRefreshRequest request = new BindingRefreshRequest(Vectors.Draft);
                read = request.TryRead(octets, 0, octets.Length);
                refusal = request.Refusal;
                break;
            case MobilityHeader.HomeTestInit:
            case MobilityHeader.CareOfTestInit:
                TestInit init = new TestInit(Vectors.Draft);
                read = init.TryRead(octets, 0, octets.Length);
                refusal = init.Refusal;
                break;
            case MobilityHeader.HomeTest:
            case MobilityHeader.CareOfTest:
                TestReply reply = new TestReply(Vectors.Draft);
                read = reply.TryRead(octets, 0, octets.Length);
                refusal = reply.Refusal;
                break;
            default:
                BindingError error = new BindingError(Vectors.Draft);
                read = error.TryRead(octets, 0, octets.Length);
                refusal = error.Refusal;
                break;
        }

        Assert.AreEqual(refusal == Refusal.None, read);
        return refusal;
    }
}
