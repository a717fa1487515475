using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace McoaRouter.Tools.Dashboard;

/// <summary>
/// Keeps the pages of other sites away from the router. A browser on this machine runs them, so that loopback alone is no
/// protection: a foreign name may be made to lead here (the Host header tells), and a foreign page may send requests here
/// (the Origin header and the fetch metadata tell). What is behind <c>/api/</c> wants besides the token that only the page
/// of this server has.
/// </summary>
internal sealed class DashboardGuard
{
    /// <summary>The header that carries the token.</summary>
    public const string TokenHeader = "X-Mcoa-Token";

    private readonly string[] _hosts;
    private readonly byte[] _token;

    /// <summary>Makes a guard with a token of its own.</summary>
    /// <param name="endPoint">Where the server listens.</param>
    public DashboardGuard(IPEndPoint endPoint)
    {
        _hosts = [$"localhost:{endPoint.Port}", $"127.0.0.1:{endPoint.Port}", $"[::1]:{endPoint.Port}", endPoint.ToString()];
        Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _token = Encoding.ASCII.GetBytes(Token);
    }

    /// <summary>What the page sends with each request.</summary>
    public string Token { get; }

    /// <summary>Why a request is refused, or null where it is not.</summary>
    public string? Refusal(HttpRequest request)
    {
        string host = request.Headers.Host.ToString();
        if (!_hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return "this name does not lead here; open the address that mcoa dashboard printed";
        }

        if (request.Headers.TryGetValue("Origin", out StringValues origin)
            && !string.Equals(origin.ToString(), "http://" + host, StringComparison.OrdinalIgnoreCase))
        {
            return "pages of other sites may not do this";
        }

        if (!request.Path.StartsWithSegments("/api"))
        {
            return null;
        }

        if (request.Headers.TryGetValue("Sec-Fetch-Site", out StringValues site) && site.ToString() != "same-origin")
        {
            return "pages of other sites may not do this";
        }

        byte[] token = Encoding.ASCII.GetBytes(request.Headers[TokenHeader].ToString());
        return CryptographicOperations.FixedTimeEquals(token, _token)
            ? null
            : "this page is from an earlier start of mcoa dashboard; load it again";
    }
}
