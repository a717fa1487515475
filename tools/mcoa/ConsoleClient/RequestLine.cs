using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>A request as it goes over the line.</summary>
internal static class RequestLine
{
    /// <summary>The octets a request may have, its end not counted.</summary>
    public const int Longest = 4096;

    private static readonly JsonSerializerOptions s_plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The octets of a request, with the line's end.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="op">What is asked.</param>
    /// <param name="arguments">Its other members, or null.</param>
    public static byte[] Build(int id, string op, JsonObject? arguments)
    {
        JsonObject request = new() { ["id"] = id, ["op"] = op };
        foreach ((string name, JsonNode? value) in arguments ?? [])
        {
            request[name] = value?.DeepClone();
        }

        return Encoding.UTF8.GetBytes(request.ToJsonString(s_plain) + "\n");
    }

    /// <summary>Whether a request fits, with whatever number it gets.</summary>
    public static bool Fits(string op, JsonObject arguments)
    {
        return Build(int.MaxValue, op, arguments).Length - 1 <= Longest;
    }
}
