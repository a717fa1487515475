using System;
using System.Text.Json;
using McoaRouter.LinkLayers;

namespace McoaRouter.Boards.Linux;

/// <summary>The names of what links tell, in camel case, as events and counters show them.</summary>
internal static class LinkNames
{
    /// <summary>The name of a notice.</summary>
    public static string Of(LinkNotice notice)
    {
        return CamelCase(notice);
    }

    /// <summary>The name of a reason.</summary>
    public static string Of(LinkRefusal reason)
    {
        return CamelCase(reason);
    }

    private static string CamelCase(Enum value)
    {
        return JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
