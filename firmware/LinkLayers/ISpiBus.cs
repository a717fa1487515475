namespace McoaRouter.LinkLayers;

/// <summary>The seam to a device on an SPI bus: one chip select around each transfer (mode 0, most significant bit first).</summary>
public interface ISpiBus
{
    /// <summary>
    /// Sends <paramref name="headerLength"/> octets of <paramref name="header"/>, then <paramref name="length"/> octets of
    /// data, under one chip select.
    /// </summary>
    void Write(byte[] header, int headerLength, byte[] data, int offset, int length);

    /// <summary>
    /// Sends <paramref name="headerLength"/> octets of <paramref name="header"/>, then receives <paramref name="length"/>
    /// octets of data, under one chip select.
    /// </summary>
    void Read(byte[] header, int headerLength, byte[] data, int offset, int length);
}
